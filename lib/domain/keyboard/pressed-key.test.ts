import { expect, test } from 'vitest'
import { meantKey } from './pressed-key'

test.each([
  ['a Latin letter is what it writes', 'j', 'KeyJ', false, 'j'],
  ['on AZERTY', 'z', 'KeyW', false, 'z'],
  ['on Dvorak', 'j', 'KeyC', false, 'j'],
  ['with Shift', 'J', 'KeyJ', true, 'j'],
  ['with accents', 'é', 'Digit2', false, 'é'],
  ['Cyrillic goes by its place', 'о', 'KeyJ', false, 'j'],
  ['Cyrillic with Shift', 'О', 'KeyJ', true, 'j'],
  ['a Cyrillic letter where a sign is', 'ю', 'Period', false, '.'],
  ['and a bracket', 'х', 'BracketLeft', false, '['],
  ['Greek', 'ξ', 'KeyJ', false, 'j'],
  ['Hebrew', 'ח', 'KeyJ', false, 'j'],
  ['Arabic', 'ت', 'KeyJ', false, 'j'],
  ['Korean', 'ㅓ', 'KeyJ', false, 'j'],
  ['Arabic digits', '٣', 'Digit3', false, '3'],
  ['an Arabic question mark', '؟', 'Slash', true, '?'],
  ['a Chinese full stop', '。', 'Period', false, '.'],
  ['a sign is what it writes', '.', 'Slash', false, '.'],
  ['a name', 'ArrowDown', 'ArrowDown', false, 'ArrowDown'],
  ['Enter of the number pad', 'Enter', 'NumpadEnter', false, 'Enter'],
  ['a letter without a place', 'ж', 'IntlBackslash', false, 'ж'],
])('%s', (_, key, code, shiftKey, meant) => expect(meantKey({ key, code, shiftKey })).toBe(meant))
