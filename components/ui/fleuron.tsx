import { classNames } from './class-names'

/** The printer's flower of this house: a small ornament of one rule and one lozenge, drawn, so that no font need have it. */
export function Fleuron({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 96 12"
      className={classNames('h-3 w-24 text-accent', className)}
      fill="none"
      stroke="currentColor"
    >
      <path d="M0 6h36M60 6h36" strokeWidth="1" opacity="0.55" />
      <path d="M48 1.5 52.5 6 48 10.5 43.5 6Z" fill="currentColor" stroke="none" />
      <circle cx="39.5" cy="6" r="1.1" fill="currentColor" stroke="none" />
      <circle cx="56.5" cy="6" r="1.1" fill="currentColor" stroke="none" />
    </svg>
  )
}
