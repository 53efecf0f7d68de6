//! Stand-ins of the messaging services, on this machine: `standin line|facebook|whatsapp|wechat|telegram`. They speak as the
//! services document it, and refuse what those refuse. Who uses one sets the service's address to where it listens, and is
//! called back as by the service itself.
//!
//! It knows nothing of Frontdesk: what it sends is made from the services' documentation, and not by the code that reads it.

#[cfg(test)]
mod adapters;
mod client;
mod control;
mod form;
mod hook;
mod line;
mod meta;
mod page;
mod person;
mod server;
mod shape;
mod stand;
mod switch;
mod telegram;
mod wechat;

use std::{
    io::{self, Write},
    net::{Ipv4Addr, TcpListener},
    process::ExitCode,
    sync::Arc,
};

use server::Request;
use stand::{Config, Service, Stand};

const HELP: &str = "standin line|facebook|whatsapp|wechat|telegram [--port N] [--config JSON]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let service = arguments.next().and_then(|kind| service(&kind)).ok_or(HELP)?;
    let (mut port, mut config) = (0, Config::default());
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(HELP)?;
        match name.as_str() {
            "--port" => port = value.parse::<u16>().map_err(|_| format!("`{value}` is no port"))?,
            "--config" => config = serde_json::from_str(&value).map_err(|error| format!("--config: {error}"))?,
            _ => return Err(HELP.to_owned()),
        }
    }
    let listening = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|it| Ok((it.local_addr()?, it)));
    let (address, listener) = listening.map_err(|error| format!("port {port} can't be had: {error}"))?;
    let stand = Arc::new(Stand::new(service, format!("http://{address}"), config));
    println!("ready http://{address}");
    for (name, value) in &stand.world().config.secrets {
        println!("{name} {value}");
    }
    io::stdout().flush().map_err(|error| error.to_string())?;
    server::serve(&listener, &Arc::new(move |request: Request| stand.answer(&request)));
    Ok(())
}

/// The service with that name.
fn service(kind: &str) -> Option<Box<dyn Service>> {
    match kind {
        "line" => Some(Box::<line::Line>::default()),
        "facebook" => Some(Box::<meta::facebook::Facebook>::default()),
        "whatsapp" => Some(Box::<meta::whatsapp::WhatsApp>::default()),
        "wechat" => Some(Box::<wechat::WeChat>::default()),
        "telegram" => Some(Box::<telegram::Telegram>::default()),
        _ => None,
    }
}
