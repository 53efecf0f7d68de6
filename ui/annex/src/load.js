// Brings the annex into the page: its script, and its styles, which have to be there before anything of it is drawn.

const styled = (sheet) =>
  new Promise((done, fail) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet, onload: done });
    link.onerror = () => {
      link.remove();
      fail(new Error("styles"));
    };
    document.head.append(link);
  });

/** A function that gives the module, ready in a language. Fetched once; after a failure, at the next call again. */
export const loader = (script, sheet) => {
  let loading;
  let failures = 0;
  const begun = async (tag) => {
    // A browser remembers that a module could not be had: asked again, it wants another address.
    const [module] = await Promise.all([import(failures ? `${script}?again=${failures}` : script), styled(sheet)]);
    await module.ready;
    await module.prepare(tag);
    return module;
  };
  return (tag) =>
    (loading ??= begun(tag).catch((error) => {
      loading = undefined;
      failures += 1;
      throw error;
    }));
};
