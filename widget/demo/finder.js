// A single-page corner of an ordinary site: it changes the address and the title without loading anew, and brings along a
// button that was not there when the chat's script ran.

const BOATS = {
  lake: { name: "Loon 12", words: "Steady, quiet, and easy to get in and out of. Carries a tent, a stove and second thoughts.", price: "£1,190" },
  river: { name: "Otter 9", words: "Short enough to turn where the river does, tough enough to be dragged over what it left there.", price: "£870" },
  sea: { name: "Gannet 16", words: "Long, narrow and happiest in a chop. Two hatches, a skeg, and a bow that keeps you dry.", price: "£2,350" },
};

const title = document.title;
const found = document.querySelector("#found");
const invitation = [...found.childNodes];
const waters = document.querySelectorAll("#waters a");

function show() {
  const water = new URLSearchParams(location.search).get("water");
  const boat = BOATS[water];
  for (const link of waters) {
    if (link.dataset.water === water) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.title = boat ? `${boat.name}: Acme Outdoor` : title;
  if (!boat) return found.replaceChildren(...invitation);

  const ask = element("button", `Ask about the ${boat.name}`);
  ask.className = "button";
  ask.dataset.frontdesk = "tag:sales";
  const price = element("p", boat.price);
  price.className = "price";
  found.replaceChildren(element("h3", boat.name), element("p", boat.words), price, ask);
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

for (const link of waters) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (link.href !== location.href) history.pushState({}, "", link.href);
    show();
  });
}
addEventListener("popstate", show);
show();
