// What the runtime sees of the worker: the entry point and the classes of the objects, each a thin shell around Rust. The
// shells see to it that whatever breaks inside, the caller has an answer at once and the others notice nothing.

import { WorkerEntrypoint } from "cloudflare:workers";
import manifest from "asset-manifest";
import * as edge from "edge-bindings";
import scripts from "page-scripts";
import { answer, log, repeatable } from "./answer.js";
import { connect, Lost, run } from "./calls.js";
import { shell } from "./object.js";

connect({ instance: edge.instance, terminated: edge.terminated, reset: edge.__wbg_reset_state });

/** Where the pages' files are today, for the pages that the worker renders. */
const ASSET_MANIFEST = { value: JSON.stringify(manifest), enumerable: true };

/** And what stands in the pages themselves. */
const PAGE_SCRIPTS = { value: JSON.stringify(scripts), enumerable: true };

export default class extends WorkerEntrypoint {
  async fetch(request) {
    const env = Object.create(this.env, { ASSET_MANIFEST, PAGE_SCRIPTS });
    const owner = { name: "The entry point", discard() {} };
    const call = () => run(owner, request.method, () => edge.fetch(request, env, this.ctx));
    try {
      return await call().catch((error) => {
        if (error instanceof Lost && repeatable(request)) return call();
        throw error;
      });
    } catch (error) {
      log(owner.name, request.method, error);
      return answer(error);
    }
  }
}

// The names are those of the bindings and migrations in wrangler.toml.
export const Desk = shell("Desk", edge, edge.instance);
export const Room = shell("Room", edge, edge.instance);
export const Channel = shell("Channel", edge, edge.instance);
export const Index = shell("Index", edge, edge.instance);
