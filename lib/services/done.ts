/** What an event that can be reverted answers: the row as it stands, and the number of the event's event (null where nothing was done). */
export interface Done<T> {
  row: T
  event: number | null
}
