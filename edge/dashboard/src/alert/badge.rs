//! How many wait, in the page's title and on its icon, for somebody whose dashboard is one tab of many.

use std::fmt::Write;

use ui::view::dom;

/// The mark of the product, a bell as it stands on a front desk.
const BELL: &str = "<path d='M8 21a8 8 0 0 1 16 0M16 13v-2M6 24h20' fill='none' stroke='%23fff' stroke-width='2.5' \
                    stroke-linecap='round'/>";

/// Shows the title with `count`, and the icon with a dot that has it.
pub(crate) fn show(title: &str, count: usize) {
    let document = dom::document();
    document.set_title(&if count == 0 { title.to_owned() } else { format!("({count}) {title}") });
    if let Some(link) = document.query_selector("link[rel~=icon]").ok().flatten() {
        let _ = link.set_attribute("href", &icon(count));
        return;
    }
    let (Some(head), Ok(link)) = (document.head(), document.create_element("link")) else { return };
    let _ = link.set_attribute("rel", "icon");
    let _ = link.set_attribute("href", &icon(count));
    let _ = head.append_child(&link);
}

fn icon(count: usize) -> String {
    let mut svg = String::from("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>");
    svg.push_str("<rect width='32' height='32' rx='8' fill='%232457e6'/>");
    svg.push_str(BELL);
    if count > 0 {
        let text = if count > 9 { "9+".to_owned() } else { count.to_string() };
        let _ = write!(
            svg,
            "<circle cx='22' cy='10' r='10' fill='%23d92d20'/><text x='22' y='15' text-anchor='middle' \
             font-family='system-ui,sans-serif' font-size='14' font-weight='700' fill='%23fff'>{text}</text>"
        );
    }
    svg.push_str("</svg>");
    svg
}
