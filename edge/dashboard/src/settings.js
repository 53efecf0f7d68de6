// Brings the console into the page: its script, and its styles, which have to be there before anything of it is drawn.

let loading;
let failures = 0;

const styled = (sheet) =>
  new Promise((done, fail) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet, onload: () => done() });
    link.onerror = () => {
      link.remove();
      fail(new Error("the styles of the settings can't be had"));
    };
    document.head.append(link);
  });

const begun = async (script, sheet) => {
  // A browser remembers that a module could not be had: asked again, it wants another address.
  const address = failures ? `${script}?again=${failures}` : script;
  const [module] = await Promise.all([import(address), styled(sheet)]);
  await module.ready;
  await module.prepare();
  return module;
};

/** The console's module, ready to be mounted. Fetched once; after a failure, at the next call again. */
export const load = (script, sheet) =>
  (loading ??= begun(script, sheet).catch((error) => {
    loading = undefined;
    failures += 1;
    throw error;
  }));
