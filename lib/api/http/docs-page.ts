import { html, raw } from 'hono/html'

/** The parts of an OpenAPI 3.1 document that the page shows. */
interface Described {
  info: { title: string; description?: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

interface Operation {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>
}

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  default?: unknown
}

type Html = ReturnType<typeof html>

/** The cookie in which the interface keeps the appearance somebody chose. */
export const appearanceCookie = 'cp-appearance'
const appearances = ['light', 'sepia', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** The appearance that a cookie names; undefined where it names none. */
export const appearanceOf = (chosen: string | undefined): Appearance | undefined =>
  appearances.find((one) => one === chosen)

/** The API's description as a page that needs no script, in the appearance chosen: by subject, each operation with what goes in, what comes out and how it fails. */
export function docsPage(document: Described, appearance: Appearance | undefined): Html {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))]
  const schemas = Object.entries(document.components?.schemas ?? {})
  return html`<!doctype html>
    <html lang="en" ${appearance === undefined ? '' : html` data-appearance="${appearance}"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        <header>
          <p><a href="/">Back to your projects</a></p>
          <h1>${document.info.title} API</h1>
          <p>
            ${document.info.description} The machine-readable form is <a href="/api/v1/openapi.json">openapi.json</a>.
            Send a personal token as <code>Authorization: Bearer cp_…</code>; make one on
            <a href="/account">your account page</a>.
          </p>
          <nav aria-label="Subjects">
            ${tags.map((tag) => html`<a href="#${slug(tag)}">${tag}</a> `)} <a href="#rows">Shapes</a>
          </nav>
        </header>
        <main>
          ${tags.map(
            (tag) =>
              html`<section id="${slug(tag)}">
                <h2>${tag}</h2>
                ${operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag).map(operationPart)}
              </section>`,
          )}
          <section id="rows">
            <h2>Shapes of what goes in and out</h2>
            ${schemas.map(
              ([name, schema]) =>
                html`<article id="row-${name}">
                  <h3>${name}</h3>
                  ${note(schema.description)}${fields(schema)}
                </article>`,
            )}
          </section>
        </main>
      </body>
    </html>`
}

function operationPart({ path, method, operation }: { path: string; method: string; operation: Operation }): Html {
  const bodies = Object.entries(operation.requestBody?.content ?? {})
  return html`<details id="${slug(`${method} ${path}`)}">
    <summary>
      <b class="${method.toLowerCase()}">${method}</b> <code>${path}</code> <span>${operation.summary}</span>
    </summary>
    ${
      operation.parameters?.length
        ? html`<h4>Parameters</h4>
            ${table(operation.parameters.map((parameter) => ({ name: `${parameter.name} (${parameter.in})`, required: parameter.required === true, schema: parameter.schema ?? {}, text: parameter.description ?? parameter.schema?.description })))}`
        : ''
    }
    ${bodies.map(
      ([type, { schema }]) =>
        html`<h4>Body, ${type}</h4>
          ${fields(schema ?? {})}`,
    )}
    <h4>Answers</h4>
    <dl>
      ${Object.entries(operation.responses).map(
        ([status, response]) =>
          html`<dt>${status}</dt>
            <dd>
              ${response.description}
              ${Object.values(response.content ?? {}).map(({ schema }) => html`— ${typeOf(schema ?? {})}`)}
            </dd>`,
      )}
    </dl>
  </details>`
}

function fields(schema: Schema): Html {
  const variants = schema.oneOf ?? schema.anyOf
  if (variants) return html`${variants.map((variant, i) => html`${i > 0 ? html`<p>or</p>` : ''}${fields(variant)}`)}`
  const merged = (schema.allOf ?? []).reduce<Schema>(
    (all, part) => ({ ...all, ...part, properties: { ...all.properties, ...part.properties } }),
    schema,
  )
  if (!merged.properties) return html`<p>${typeOf(schema)}</p>`
  return table(
    Object.entries(merged.properties).map(([name, property]) => ({
      name,
      required: merged.required?.includes(name) === true,
      schema: property,
      text: property.description,
    })),
  )
}

function table(rows: { name: string; required: boolean; schema: Schema; text?: string }[]): Html {
  return html`<table>
    <tbody>
      ${rows.map(
        ({ name, required, schema, text }) =>
          html`<tr>
            <th scope="row"><code>${name}</code>${required ? '' : ' (optional)'}</th>
            <td>${typeOf(schema)}</td>
            <td>${text ?? ''}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function typeOf(schema: Schema): Html {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return html`<a href="#row-${name}">${name}</a>`
  }
  const variants = schema.oneOf ?? schema.anyOf ?? schema.allOf
  if (variants) return html`${variants.map((variant, i) => html`${i > 0 ? ' or ' : ''}${typeOf(variant)}`)}`
  if (schema.enum) return html`${schema.enum.map(String).join(' | ')}`
  if (schema.items) return html`list of ${typeOf(schema.items)}`
  if (schema.properties) return html`{ ${Object.keys(schema.properties).join(', ')} }`
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any')
  return html`${schema.format ? `${type} (${schema.format})` : type}${schema.default === undefined ? '' : `, default ${JSON.stringify(schema.default)}`}`
}

const note = (text: string | undefined) => (text ? html`<p>${text}</p>` : raw(''))
const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const dark = 'color-scheme:dark;--paper:#1c1e1f;--ink:#e6e1d7;--muted:#a8a297;--rule:#393c3c;--accent:#86c5ba'

/** The page's look: the papers of the interface, in the appearance chosen there or the system's light or dark; its faces where the reader has them. */
export const docsStyle = `:root{color-scheme:light;--paper:#fbf9f4;--ink:#231f1a;--muted:#645b4f;--rule:#e0d8c9;--accent:#1c5753;--serif:'Source Serif 4 Variable','Source Serif 4',Georgia,'Times New Roman',serif;--sans:'Inter Variable',Inter,system-ui,sans-serif}
[data-appearance='sepia']{--paper:#f3e7d0;--ink:#35271a;--muted:#644f39;--rule:#d9c6a3;--accent:#1e504a}
[data-appearance='dark']{${dark}}
@media(prefers-color-scheme:dark){:root:not([data-appearance]){${dark}}}
html{background:var(--paper);color:var(--ink)}
body{margin:0 auto;padding:2.5rem 1.25rem 6rem;max-width:60rem;font:.9375rem/1.55 var(--sans)}
h1,h2,h3{font-family:var(--serif);font-weight:500}h1{font-size:2rem;margin:0 0 .5rem}h2{border-bottom:1px solid var(--rule);padding-bottom:.35rem;margin-top:3rem}h3{font-size:1.1rem}h4{margin:1rem 0 .25rem;font-size:.8125rem;color:var(--muted)}
a{color:var(--accent)}nav a{display:inline-block;padding:.15rem 0;margin-right:.9rem}code{font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
details{border-bottom:1px solid var(--rule);padding:.55rem 0}summary{cursor:pointer;display:grid;grid-template-columns:.5rem 4rem minmax(0,auto) minmax(12rem,1fr);column-gap:.6rem;align-items:baseline}summary::before{content:'+';color:var(--muted)}[open]>summary::before{content:'−'}summary::-webkit-details-marker{display:none}summary b{font:600 .8rem/1 ui-monospace,monospace;color:var(--accent)}summary span{color:var(--muted)}
@media(max-width:48rem){summary{grid-template-columns:.5rem 4rem 1fr}summary span{grid-column:2/-1}}
table{border-collapse:collapse;width:100%;font-size:.875rem}th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-top:1px solid var(--rule);font-weight:400}dt{float:left;width:3.5rem;font:600 .85rem/1.8 ui-monospace,monospace}dd{margin:0 0 0 3.5rem}
`
