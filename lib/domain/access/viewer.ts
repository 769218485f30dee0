import type { ProjectSettings, Role } from './actions'

/** Somebody signed in, as the database knew them when this request began. */
export interface Viewer {
  userId: string
  name: string
  email: string
  isAdmin: boolean
  locale: string
  /** What the token allows; a session may write. */
  scope: 'read' | 'write'
}

/** A viewer inside one project they belong to. Only lib/data/accounts/identity makes these, so holding one proves membership. */
export interface Member extends Viewer {
  projectId: string
  projectName: string
  role: Role
  settings: ProjectSettings
  /** Rounds of the project in which somebody's work does not exist for somebody yet; mostly none, and then nothing has to be asked. */
  blindRoundIds: string[]
}
