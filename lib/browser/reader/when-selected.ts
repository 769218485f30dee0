/** Where a button was pressed, in the window. */
export interface PressedAt {
  x: number
  y: number
}

/**
 * Calls `act` when the selection is what a mouse that is let go has made it: at once after a drag, because the next key is meant for what was dragged over and may
 * have been pressed already; after a press alone, which the browser settles later, in a task of its own. `from` is null where nobody saw the press.
 */
export function whenSelected(
  { clientX, clientY, pointerType }: PointerEvent,
  from: PressedAt | null,
  act: () => void,
): void {
  if (from && pointerType === 'mouse' && Math.hypot(clientX - from.x, clientY - from.y) > 3) act()
  else setTimeout(act, 0)
}
