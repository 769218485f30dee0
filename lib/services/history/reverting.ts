import type { Transaction } from '@/lib/data/database/client'
import type { NewEvent, RecordedEvent } from '@/lib/data/history/events'
import type { Action } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { inEnglish } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** Something that stays as later work left it, with the reason as a sentence. */
export interface Keep {
  reason: string
  said: Said
  count: number
  /** Which, as far as whoever asks may see them. */
  ids: string[]
}

/** An event that takes another back, and what it does, as sentences in the past tense of what will have been done. */
export interface Reverted {
  event: NewEvent
  effects: Said[]
  keeps?: Keep[]
}

/** Takes one event back and answers how, or refuses with `cannotRevert`; what it wrote is undone with the transaction. */
export type Reverter = (tx: Transaction, member: Member, event: RecordedEvent, now: Date) => Promise<Reverted>

/** A kind of event: how it is reverted, and what has to stand still meanwhile. */
export interface Revertible {
  revert: Reverter
  /** What whoever reverts it must be allowed to do, which is demanded before `revert` is called. */
  needs: Action
  /** What is a rule about several rows at once. Annotations lock their own rows. */
  locks: 'project' | 'rows'
}

/** What reverting did, or would do, as it is answered: in English, and beside it in no language yet. */
export const toldEffects = ({ effects, keeps = [] }: Pick<Reverted, 'effects' | 'keeps'>) => ({
  effects: effects.map(inEnglish),
  keeps: keeps.map(({ reason, said, count, ids }) => ({ reason, detail: inEnglish(said), said, count, ids })),
  said: { effects },
})
