import { v7, validate } from 'uuid'

/** A new id: UUID version 7, so that ids sort by the time they were made. */
export const newId = (): string => v7()

/** Whether `text` can be an id at all; Postgres refuses anything else with an error of its own. */
export const isId = (text: string): boolean => validate(text)
