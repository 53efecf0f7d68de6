// The set-up page: works on its own, so that a deployment can be set up before anything else of it is tried.

const form = document.getElementById("setup");
const { elements } = form;
const field = (name) => elements.namedItem(name);
const problem = document.getElementById("problem");

// The key comes after `#`, which no server and no log sees; it leaves the address at once.
const key = new URLSearchParams(location.hash.slice(1)).get("key");
if (key) {
  field("key").value = key;
  document.getElementById("key-part").hidden = true;
  history.replaceState(null, "", location.pathname);
}

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const zone of new Set([own, "UTC", ...(Intl.supportedValuesOf?.("timeZone") ?? [])])) {
  field("time_zone").add(new Option(zone.replaceAll("_", " "), zone, false, zone === own));
}

const pageLanguage = document.documentElement.lang;
for (const box of elements.languages) box.checked = box.value === pageLanguage;

// The address follows the name until somebody writes one.
let written = false;
const showAddress = () => {
  document.getElementById("address").textContent = `${location.origin}/desk/${field("slug").value || "…"}`;
};
field("slug").addEventListener("input", () => {
  written = field("slug").value !== "";
  showAddress();
});
field("name").addEventListener("input", () => {
  if (written) return;
  const words = field("name").value.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  field("slug").value = words.replace(/^[^a-z]+/, "").slice(0, 40).replace(/-+$/, "");
  showAddress();
});
showAddress();

const say = (text) => {
  problem.textContent = text;
  problem.hidden = !text;
};

const send = async (path, body, headers) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (answer.ok) return;
  const { error } = await answer.json().catch(() => ({ error: {} }));
  const words = { unauthenticated: form.dataset.wrongKey, taken: form.dataset.taken, expired: form.dataset.usedKey };
  if (error.code === "unauthenticated") document.getElementById("key-part").hidden = false;
  throw new Error(words[error.code] ?? error.message ?? form.dataset.failed, { cause: "answer" });
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-busy") === "true") return;
  say("");
  button.setAttribute("aria-busy", "true");
  const data = new FormData(form);
  const value = (name) => data.get(name).trim();
  const languages = data.getAll("languages");
  const slug = value("slug");
  const account = { email: value("owner_email"), password: data.get("owner_password") };
  try {
    await send(
      "/api/v1/services",
      {
        slug,
        name: value("name"),
        time_zone: value("time_zone"),
        languages: languages.length ? languages : [pageLanguage],
        sites: value("sites").split(/\s+/).filter(Boolean),
        owner_name: value("owner_name"),
        owner_email: account.email,
        owner_password: account.password,
      },
      { authorization: `Bearer ${value("key")}` },
    );
    // The service is there. Whatever comes of signing in, the dashboard knows what to do.
    await send(`/api/v1/services/${slug}/session`, account).catch(() => {});
    location.assign(`/desk/${slug}#/settings/guide`);
  } catch (error) {
    say(error.cause === "answer" ? error.message : form.dataset.offline);
    button.removeAttribute("aria-busy");
  }
});
