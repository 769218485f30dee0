import { notFound } from 'next/navigation'

/** Answers 404 in a production build. */
export function developmentOnly(): void {
  // eslint-disable-next-line no-restricted-syntax -- not the environment: the bundler writes this constant into the build
  if (process.env.NODE_ENV === 'production') notFound()
}
