import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Api } from '@/lib/api/http/context'

interface Operation {
  pattern: RegExp
  method: string
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
  name: string
}

interface Contract {
  operations: Operation[]
  ajv: Ajv2020
  compiled: Map<string, ValidateFunction>
}

const contracts = new WeakMap<Api, Promise<Contract>>()

/**
 * By the text of the description. Every file of tests makes an API of its own, and all of them describe themselves alike: to compile the schemas anew for
 * each took seconds of a processor a file.
 */
const contractsOf = new Map<string, Contract>()

/**
 * Fails unless this answer is one that the served OpenAPI document describes: the status is listed, and a JSON body validates against its schema.
 * Every call that a test makes goes through here, so that the description is held against all answers the tests ever see.
 */
export async function holdToContract(
  api: Api,
  method: string,
  path: string,
  status: number,
  contentType: string,
  body: unknown,
): Promise<void> {
  const { operations, ajv, compiled } = await (contracts.get(api) ?? remember(api))
  const operation = operations.find((candidate) => candidate.method === method && candidate.pattern.test(path))
  if (!operation || status === 404) return // A path that is not there is described by no operation, and 404 is the same everywhere.
  const described = operation.responses[String(status)]
  if (!described) throw new Error(`${operation.name} answered ${status}, which its description does not list`)
  const schema = described.content?.[contentType]?.schema
  if (schema === undefined) {
    if (
      contentType !== '' &&
      described.content &&
      Object.keys(described.content).length > 0 &&
      !Object.hasOwn(described.content, contentType)
    )
      throw new Error(
        `${operation.name} ${status} answered ${contentType}, described are ${Object.keys(described.content).join(', ')}`,
      )
    return
  }
  if (!contentType.includes('json')) return
  const key = `${operation.name} ${status} ${contentType}`
  const validate = compiled.get(key) ?? ajv.compile(schema)
  compiled.set(key, validate)
  if (!validate(body))
    throw new Error(
      `${key} does not fit its description: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body).slice(0, 500)}`,
    )
}

function remember(api: Api): Promise<Contract> {
  const contract = read(api)
  contracts.set(api, contract)
  return contract
}

async function read(api: Api): Promise<Contract> {
  const text = await (await api.request('/api/v1/openapi.json')).text()
  const contract = contractsOf.get(text) ?? contractFor(text)
  contractsOf.set(text, contract)
  return contract
}

function contractFor(text: string): Contract {
  const document = JSON.parse(text) as {
    paths: Record<string, Record<string, Pick<Operation, 'responses'>>>
    components: { schemas: Record<string, object> }
  }
  const ajv = new Ajv2020({
    strict: false,
    allErrors: false,
    schemas: [{ $id: 'openapi', components: document.components }],
  })
  addFormats.default(ajv)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
      method: method.toUpperCase(),
      responses: JSON.parse(
        JSON.stringify(responses).replaceAll('"#/components', '"openapi#/components'),
      ) as Operation['responses'],
      name: `${method.toUpperCase()} ${path}`,
    })),
  )
  return { operations, ajv, compiled: new Map() }
}
