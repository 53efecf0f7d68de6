// Every route with who may call it, from the document that the worker serves.

/**
 * @returns {Promise<{method: string, template: string, caller: string, body?: string, path: (values: object) => string,
 *   isSocket: boolean}[]>} `body`: name of its type
 */
export async function routes(worker) {
  const document = await fetch(`${worker.origin}/api/v1/openapi.json`).then((answer) => answer.json());
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation["x-frontdesk-caller"])
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        template,
        name: operation.operationId,
        caller: operation["x-frontdesk-caller"],
        scope: operation["x-frontdesk-scope"],
        body: operation.requestBody?.content["application/json"]?.schema.$ref?.split("/").at(-1),
        isSocket: template.endsWith("/socket"),
        path: (values) =>
          template.replace(/\{(\w+)\}/g, (_, name) => {
            if (values[name] === undefined) throw new Error(`no value for {${name}} of ${template}`);
            return values[name];
          }),
      })),
  );
}

/** Roles, least first: each may do what the ones before it may. */
export const ROLES = ["agent", "supervisor", "admin", "owner"];
