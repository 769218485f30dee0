export const roles = ['lead', 'coder', 'reviewer', 'reader'] as const
export type Role = (typeof roles)[number]

export interface ProjectSettings {
  /** open: coders change the codebook. locked: leads only. */
  codebook: 'open' | 'locked'
  /** What a new annotation is unless its author says otherwise. */
  defaultVisibility: 'private' | 'shared'
}

export const defaultSettings: ProjectSettings = { codebook: 'open', defaultVisibility: 'shared' }

interface Permission {
  /** In researchers' words, for refusals of the API; `members.permissions.may` of the messages says the same in every language. */
  sentence: string
  roles: readonly Role[]
  /** Roles that may only while the project's settings say so. */
  where?: { roles: readonly Role[]; holds: (settings: ProjectSettings) => boolean }
}

const everyone = roles
const working: readonly Role[] = ['lead', 'coder', 'reviewer']

/** Who may do what in a project. What is not listed here is refused. Whose rows exist for a viewer is lib/data's business. */
export const permissions = {
  'project.read': { sentence: 'See the project, its documents, codebook and themes', roles: everyone },
  'project.update': { sentence: 'Rename the project and change its settings', roles: ['lead'] },
  'project.delete': { sentence: 'Move the project to the bin', roles: ['lead'] },
  'project.archive': { sentence: 'Export the whole project, with its history', roles: ['lead'] },
  'members.read': { sentence: 'See who is in the project', roles: everyone },
  'members.manage': { sentence: 'Invite people, change roles, remove members', roles: ['lead'] },
  'documents.write': { sentence: 'Add, describe and remove documents, and set up cases', roles: ['lead'] },
  'annotations.read': { sentence: 'Read shared passages', roles: everyone },
  'annotations.write': { sentence: 'Highlight and tag passages, and change their own', roles: ['lead', 'coder'] },
  'excerpts.star': { sentence: 'Star telling excerpts', roles: working },
  'rounds.read': { sentence: 'See the rounds and their own tasks in them', roles: everyone },
  'rounds.manage': { sentence: 'Set up rounds, open them early, reopen what was submitted', roles: ['lead'] },
  'rounds.progress': { sentence: 'See how far every coder is', roles: ['lead', 'reviewer'] },
  'figures.freeze': { sentence: 'Freeze the agreement of a round', roles: ['lead', 'reviewer'] },
  'review.write': { sentence: 'Compare coders, give verdicts and write the consensus', roles: ['lead', 'reviewer'] },
  'comments.write': { sentence: 'Discuss passages, tags, themes and documents', roles: working },
  'codebook.write': {
    sentence: 'Change the codebook',
    roles: ['lead'],
    where: { roles: ['coder'], holds: (settings) => settings.codebook === 'open' },
  },
  'codebook.propose': { sentence: 'Propose changes of the codebook', roles: working },
  'themes.write': { sentence: 'Make themes and write about them, and keep queries', roles: working },
  'history.read': { sentence: 'Read the history of the project', roles: everyone },
  'history.revert': { sentence: 'Revert one’s own events', roles: working },
  'bin.purge': { sentence: 'Purge for good what has lain in the bin long enough', roles: ['lead'] },
  export: { sentence: 'Export what they can see', roles: everyone },
} as const satisfies Record<string, Permission>

export type Action = keyof typeof permissions
export const actions = Object.keys(permissions) as Action[]

/** Whether `role` may do `action` under `settings`; an unknown role or action may not. */
export function can(role: string, action: string, settings: ProjectSettings): boolean {
  if (!Object.hasOwn(permissions, action)) return false
  const permission: Permission = permissions[action as Action]
  const among = (list: readonly Role[]) => (list as readonly string[]).includes(role)
  return (
    among(permission.roles) ||
    (permission.where !== undefined && among(permission.where.roles) && permission.where.holds(settings))
  )
}

export type Abilities = Record<Action, boolean>

/** The answers of `can` for one person, as the browser receives them: buttons and server cannot disagree. */
export function abilities(role: Role, settings: ProjectSettings): Abilities {
  return Object.fromEntries(actions.map((action) => [action, can(role, action, settings)])) as Abilities
}
