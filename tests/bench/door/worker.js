// The built worker, with a door through which a benchmark fills its objects: what years of talk leave in their tables would
// take days to say.

import worker, * as built from "../../../build/worker/index.js";

const RUN = "/bench/run";
const FORGET = "/bench/forget";

const withDoor = (Object) =>
  class extends Object {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      // Its sockets end with it, and who asks next meets another that reads what is stored.
      if (pathname === FORGET) this.ctx.abort("by the benchmark");
      if (pathname !== RUN) return super.fetch(request);
      const { statements } = await request.json();
      let rows = [];
      for (const [statement, ...values] of statements) rows = this.ctx.storage.sql.exec(statement, ...values).toArray();
      return Response.json(rows);
    }
  };

export const Desk = withDoor(built.Desk);
export const Index = withDoor(built.Index);
export const { Room, Channel } = built;

export default class extends worker {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== RUN && pathname !== FORGET) return super.fetch(request);
    return this.env[searchParams.get("of")].getByName(searchParams.get("name")).fetch(request);
  }
}
