//! How fast rooms are: a closed loop, in which every member sends its next message as soon as its last one came back.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::{
    Bench,
    contender::Contender,
    figures::{self, Figures, verdict},
    load::{Load, Outcome},
};
use crate::process::progress;

/// Many small rooms, as a service has them, and a large one, in which telling everybody is most of the work.
const SHAPES: [(usize, usize); 2] = [(50, 2), (1, 200)];

/// Before anything counts: code is compiled, rooms have their first page of rows.
const WARM: Duration = Duration::from_secs(1);

/// Measures and prints.
///
/// # Errors
/// When a contender doesn't start or loses a message.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    let mut outcomes: Vec<(Contender, usize, Outcome)> = Vec::new();
    for round in 0..bench.rounds {
        let mut order = bench.contenders.clone();
        if !round.is_multiple_of(2) {
            order.reverse();
        }
        for contender in order {
            progress(format_args!("rooms, round {} of {}: {}", round + 1, bench.rounds, contender.title()));
            let server = contender.start(bench)?;
            for (at, &(rooms, members)) in SHAPES.iter().enumerate() {
                let measure = Duration::from_secs(bench.seconds.into());
                let load = Load { rooms, members, kind: json!({ "kind": "closed" }), warm: WARM, measure };
                outcomes.push((contender, at, load.run(bench, contender, &server)?));
            }
        }
    }
    for (at, (rooms, members)) in SHAPES.into_iter().enumerate() {
        let of = |contender: Contender, figure: fn(&Outcome) -> Option<f64>| -> Figures {
            let wanted = outcomes.iter().filter(|(one, shape, _)| *one == contender && *shape == at);
            wanted.filter_map(|(_, _, outcome)| figure(outcome)).collect()
        };
        println!("\n{rooms} room{} × {members}, closed loop", if rooms == 1 { "" } else { "s" });
        table(bench, &of);
        bars(&of, rooms > 1);
    }
    println!(
        "\nEvery member sends its next message when its last one came back. A delivery is one message at one member, the\n\
         sender included; times are from sending to each. Server CPU time and frames are for each delivery; load is the\n\
         share of one core that the load generator took. Median of {} (least–most), ratios within a round.",
        if bench.rounds == 1 { "one round".into() } else { format!("{} rounds", bench.rounds) }
    );
    Ok(())
}

type Of<'a> = dyn Fn(Contender, fn(&Outcome) -> Option<f64>) -> Figures + 'a;

fn table(bench: &Bench, of: &Of) {
    let heading = ["", "deliveries/s", "ours ÷ this", "p50 ms", "p99 ms", "CPU µs", "frames", "load"];
    let mut lines = vec![heading.map(str::to_owned).to_vec()];
    let ours = of(Contender::Ours, Outcome::per_second);
    for &contender in &bench.contenders {
        let speed = of(contender, Outcome::per_second);
        lines.push(vec![
            contender.title().into(),
            speed.to_string(),
            if contender == Contender::Ours { String::new() } else { ours.ratio(&speed).to_string() },
            of(contender, |outcome| outcome.get("p50_ms")).to_string(),
            of(contender, |outcome| outcome.get("p99_ms")).to_string(),
            of(contender, Outcome::cpu_per_delivery).to_string(),
            of(contender, |outcome| Some(outcome.get("frames")? / outcome.get("deliveries")?)).to_string(),
            format!("{} %", of(contender, Outcome::load_share)),
        ]);
    }
    figures::print(&lines);
}

fn bars(of: &Of, small: bool) {
    let ours = of(Contender::Ours, Outcome::per_second);
    let by = |contender| ours.ratio(&of(contender, Outcome::per_second)).median();
    if let Some(ratio) = by(Contender::Rows) {
        println!("  {} bar: at least the room that stores a row ({ratio:.2} ×)", verdict(ratio >= 1.0));
        if small {
            println!("  {} aim: twice the room that stores a row", verdict(ratio >= 2.0));
        }
    }
    if let Some(ratio) = by(Contender::Memory).filter(|_| !small) {
        println!("  {} aim: the room that stores nothing ({ratio:.2} ×)", verdict(ratio >= 1.0));
    }
}
