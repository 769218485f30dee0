import effects from '@/messages/en/effects'
import faults from '@/messages/en/faults'
import refusals from '@/messages/en/refusals'
import reports from '@/messages/en/reports'

/** The areas of `messages` that the server says, in English. */
export const sentences = { refusals, faults, reports, effects }
