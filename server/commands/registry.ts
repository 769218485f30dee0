import type { Command } from './command'

export interface Entry {
  usage: string
  does: string
  /** Whether it works on a database of an earlier version too, to which only a start gives the schema of this one. */
  takesEarlier?: true
  load: () => Promise<Command>
}

/** Every command by name. Each is loaded only when it is asked for. */
export const commands: Record<string, Entry> = {
  'user create': {
    usage: 'user create --email E --name N [--admin] [--json] --password-stdin',
    does: 'make an account',
    load: async () => (await import('./user-create')).userCreate,
  },
  'user reset-password': {
    usage: 'user reset-password --email E [--json | --password-stdin [--end-tokens]]',
    does: 'print a link for setting a new password, or set the one given',
    load: async () => (await import('./user-reset-password')).userResetPassword,
  },
  'user deactivate': {
    usage: 'user deactivate --email E',
    does: 'end an account: its sessions, tokens and sign-ins',
    load: async () => (await import('./user-deactivate')).userDeactivate,
  },
  'user unlink': {
    usage: 'user unlink --email E',
    does: 'take an account from whoever signs in as it through single sign-on',
    load: async () => (await import('./user-unlink')).userUnlink,
  },
  'token create': {
    usage: 'token create --user EMAIL --scope read|write [--name N] [--json]',
    does: 'make an API token and print its secret alone',
    load: async () => (await import('./token-create')).tokenCreate,
  },
  'project list': {
    usage: 'project list [--json]',
    does: 'every project with its counts',
    load: async () => (await import('./project-list')).projectList,
  },
  import: {
    usage: 'import --project ID [--as EMAIL] [--json] PATH...',
    does: 'import files and folders, described by a manifest.json beside them',
    load: async () => (await import('./import')).importCommand,
  },
  export: {
    usage: 'export --project ID --what WHAT --format FORMAT [-o FILE] [--as EMAIL] [--filter QUERY]',
    does: 'write excerpts, annotations, codebook, documents or history to a file or standard output',
    load: async () => (await import('./export')).exportCommand,
  },
  'seed demo': {
    usage: 'seed demo [--password-stdin] [--json]',
    does: 'make the demo project',
    load: async () => (await import('./seed')).seedDemo,
  },
  'seed scale': {
    usage: 'seed scale --documents N --annotations M --coders K [--size CHARACTERS] [--json]',
    does: 'make a large project of invented text',
    load: async () => (await import('./seed')).seedScale,
  },
  backup: {
    usage: 'backup [--json] FILE',
    does: 'write the whole instance to a compressed file, while people work',
    takesEarlier: true,
    load: async () => (await import('./backup')).backup,
  },
  restore: {
    usage: 'restore [--json] FILE',
    does: 'put a backup into an empty instance',
    load: async () => (await import('./restore')).restore,
  },
  drill: {
    usage: 'drill [--json] FILE',
    does: 'restore a backup into a scratch database, check everything in it, and take it away again',
    takesEarlier: true,
    load: async () => (await import('./drill')).drill,
  },
  doctor: {
    usage: 'doctor [--json]',
    does: "re-check every text's hash, every annotation's place and quote, every kept count, and what search goes by",
    load: async () => (await import('./doctor')).doctor,
  },
  recount: {
    usage: 'recount [--json]',
    does: 'count every annotation anew, where doctor finds a count that differs',
    load: async () => (await import('./recount')).recount,
  },
  reindex: {
    usage: 'reindex [--json]',
    does: 'make every text ready for search anew, where doctor finds one that is not',
    load: async () => (await import('./reindex')).reindex,
  },
}
