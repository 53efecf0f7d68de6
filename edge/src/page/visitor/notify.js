// Notifies the visitor in this browser while they look elsewhere. Loaded when they ask for it, and on later visits if they did:
// who never asks never loads it. What is in the way is said in one word, and the chat has
// the text of it.

const home = location.pathname;
const address = `/api/v1/services/${home.split("/").pop()}/visitor/push`;

async function ask(method, token, body) {
  const headers = { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) };
  const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${answer.status}`);
  return answer.status === 204 ? undefined : answer.json();
}

/** Subscribes. `asked`: what the visitor said when the browser asked them. */
export async function begin(token, language, asked) {
  if ((await asked) !== "granted") return "denied";
  const registration = await navigator.serviceWorker.register(`${home}/service-worker.js`, { scope: home });
  await navigator.serviceWorker.ready;
  const { key } = await ask("GET", token);
  const { endpoint, keys } = (await subscribed(registration, key)).toJSON();
  await ask("PUT", token, { endpoint, keys, language });
  follow();
  return "on";
}

/** The same on a later visit, if the browser still lets us. */
export const renew = (token, language) => begin(token, language, Notification.permission).catch(() => "off");

/** Ends it, in every browser of the visitor's. */
export async function end(token) {
  await ask("DELETE", token);
  const registration = await navigator.serviceWorker.getRegistration(home);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  return "off";
}

/** The subscription made with `key`: one with another key is of no use any more. */
async function subscribed({ pushManager }, key) {
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return pushManager.subscribe(options);
  }
}

/** Goes where a pressed notification leads. */
function follow() {
  navigator.serviceWorker.onmessage = ({ data }) => {
    if (data?.type === "go") location.hash = data.place;
  };
}
