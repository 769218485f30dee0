import { useTimeZone } from 'use-intl'

/** The time zone in which this person is shown times, hence in which they mean days. */
export const useReaderZone = (): string => useTimeZone() ?? 'UTC'
