// Brings a guest into the page: its script, and its styles, which have to be there before anything of it is drawn.

const loading = new Map();
const sheets = new Map();
let failures = 0;

const styled = (sheet) =>
  new Promise((done, fail) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet, onload: () => done(link) });
    link.onerror = () => {
      link.remove();
      fail(new Error("the styles of a guest can't be had"));
    };
    document.head.append(link);
  });

const begun = async (script, sheet) => {
  // A browser remembers that a module could not be had: asked again, it wants another address.
  const address = failures ? `${script}?again=${failures}` : script;
  const [module, link] = await Promise.all([import(address), styled(sheet)]);
  sheets.set(script, link);
  await module.ready;
  await module.prepare();
  return module;
};

/** A guest's module, ready to be mounted. Fetched once; after a failure, at the next call again. */
export const load = (script, sheet) => {
  const begin = () =>
    begun(script, sheet).catch((error) => {
      loading.delete(script);
      failures += 1;
      throw error;
    });
  return loading.get(script) ?? loading.set(script, begin()).get(script);
};

/** Lets the styles of this guest alone be in force: what guests have in common stands in each one's sheet. */
export const dress = (script) => {
  for (const [whose, link] of sheets) link.disabled = whose !== script;
};
