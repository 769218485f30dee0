/** Signs by the names that fonts give them, after Adobe's list, as far as no rule tells them. */
const named: Readonly<Record<string, string>> = {
  ...pairs('space', ' ', 'exclam', '!', 'quotedbl', '"', 'numbersign', '#', 'dollar', '$', 'percent', '%', 'ampersand', '&', 'quotesingle', "'", 'parenleft', '(', 'parenright', ')', 'asterisk', '*', 'plus', '+', 'comma', ',', 'hyphen', '-', 'period', '.', 'slash', '/'),
  ...pairs('zero', '0', 'one', '1', 'two', '2', 'three', '3', 'four', '4', 'five', '5', 'six', '6', 'seven', '7', 'eight', '8', 'nine', '9', 'colon', ':', 'semicolon', ';', 'less', '<', 'equal', '=', 'greater', '>', 'question', '?', 'at', '@'),
  ...pairs('bracketleft', '[', 'backslash', '\\', 'bracketright', ']', 'asciicircum', '^', 'underscore', '_', 'grave', '`', 'braceleft', '{', 'bar', '|', 'braceright', '}', 'asciitilde', '~', 'nbspace', '\u00a0', 'nonbreakingspace', '\u00a0', 'sfthyphen', '\u00ad', 'softhyphen', '\u00ad'),
  ...pairs('exclamdown', '¡', 'cent', '¢', 'sterling', '£', 'currency', '¤', 'yen', '¥', 'brokenbar', '¦', 'section', '§', 'dieresis', '¨', 'copyright', '©', 'ordfeminine', 'ª', 'guillemotleft', '«', 'logicalnot', '¬', 'registered', '®', 'macron', '¯', 'degree', '°', 'plusminus', '±'),
  ...pairs('twosuperior', '²', 'threesuperior', '³', 'acute', '´', 'mu', 'µ', 'paragraph', '¶', 'periodcentered', '·', 'cedilla', '¸', 'onesuperior', '¹', 'ordmasculine', 'º', 'guillemotright', '»', 'onequarter', '¼', 'onehalf', '½', 'threequarters', '¾', 'questiondown', '¿'),
  ...pairs('AE', 'Æ', 'ae', 'æ', 'OE', 'Œ', 'oe', 'œ', 'Oslash', 'Ø', 'oslash', 'ø', 'Eth', 'Ð', 'eth', 'ð', 'Thorn', 'Þ', 'thorn', 'þ', 'germandbls', 'ß', 'multiply', '×', 'divide', '÷', 'Lslash', 'Ł', 'lslash', 'ł', 'Dcroat', 'Đ', 'dcroat', 'đ', 'dotlessi', 'ı', 'dotlessj', 'ȷ', 'Hbar', 'Ħ', 'hbar', 'ħ', 'kgreenlandic', 'ĸ', 'Eng', 'Ŋ', 'eng', 'ŋ', 'Tbar', 'Ŧ', 'tbar', 'ŧ', 'longs', 'ſ', 'florin', 'ƒ', 'Ldot', 'Ŀ', 'ldot', 'ŀ', 'napostrophe', 'ŉ'),
  ...pairs('circumflex', 'ˆ', 'caron', 'ˇ', 'breve', '˘', 'dotaccent', '˙', 'ring', '˚', 'ogonek', '˛', 'tilde', '˜', 'hungarumlaut', '˝'),
  ...pairs('endash', '–', 'emdash', '—', 'quoteleft', '‘', 'quoteright', '’', 'quotesinglbase', '‚', 'quotedblleft', '“', 'quotedblright', '”', 'quotedblbase', '„', 'dagger', '†', 'daggerdbl', '‡', 'bullet', '•', 'ellipsis', '…', 'perthousand', '‰', 'guilsinglleft', '‹', 'guilsinglright', '›', 'fraction', '⁄', 'Euro', '€', 'trademark', '™', 'minus', '−', 'franc', '₣', 'lira', '₤', 'peseta', '₧', 'numero', '№', 'estimated', '℮'),
  ...pairs('fi', 'fi', 'fl', 'fl', 'ff', 'ff', 'ffi', 'ffi', 'ffl', 'ffl', 'IJ', 'IJ', 'ij', 'ij', 'nine.oldstyle', '9'),
  ...pairs('partialdiff', '∂', 'Delta', '∆', 'product', '∏', 'summation', '∑', 'radical', '√', 'infinity', '∞', 'integral', '∫', 'approxequal', '≈', 'notequal', '≠', 'lessequal', '≤', 'greaterequal', '≥', 'lozenge', '◊', 'Omega', 'Ω', 'arrowleft', '←', 'arrowup', '↑', 'arrowright', '→', 'arrowdown', '↓', 'arrowboth', '↔', 'element', '∈', 'universal', '∀', 'existential', '∃', 'emptyset', '∅', 'gradient', '∇', 'similar', '∼', 'equivalence', '≡', 'propersubset', '⊂', 'union', '∪', 'intersection', '∩', 'logicaland', '∧', 'logicalor', '∨', 'therefore', '∴', 'angle', '∠', 'proportional', '∝', 'checkmark', '✓', 'prime', '′', 'second', '″', 'minute', '′', 'asteriskmath', '∗', 'dotmath', '⋅'),
  ...pairs('alpha', 'α', 'beta', 'β', 'gamma', 'γ', 'delta', 'δ', 'epsilon', 'ε', 'zeta', 'ζ', 'eta', 'η', 'theta', 'θ', 'iota', 'ι', 'kappa', 'κ', 'lambda', 'λ', 'nu', 'ν', 'xi', 'ξ', 'omicron', 'ο', 'pi', 'π', 'rho', 'ρ', 'sigma', 'σ', 'sigma1', 'ς', 'tau', 'τ', 'upsilon', 'υ', 'phi', 'φ', 'chi', 'χ', 'psi', 'ψ', 'omega', 'ω', 'theta1', 'ϑ', 'phi1', 'ϕ', 'omega1', 'ϖ', 'epsilon1', 'ϵ'),
  ...pairs('Alpha', 'Α', 'Beta', 'Β', 'Gamma', 'Γ', 'Epsilon', 'Ε', 'Zeta', 'Ζ', 'Eta', 'Η', 'Theta', 'Θ', 'Iota', 'Ι', 'Kappa', 'Κ', 'Lambda', 'Λ', 'Mu', 'Μ', 'Nu', 'Ν', 'Xi', 'Ξ', 'Omicron', 'Ο', 'Pi', 'Π', 'Rho', 'Ρ', 'Sigma', 'Σ', 'Tau', 'Τ', 'Upsilon', 'Υ', 'Phi', 'Φ', 'Chi', 'Χ', 'Psi', 'Ψ'),
  ...pairs('circle', '○', 'H22073', '□', 'H18533', '▪', 'square', '□', 'filledbox', '■', 'triagup', '▲', 'triagrt', '►', 'triagdn', '▼', 'triaglf', '◄', 'spade', '♠', 'club', '♣', 'heart', '♥', 'diamond', '♦'),
}

/** What a name adds to the letter it begins with, as signs that are put over and under letters. */
const accents: Readonly<Record<string, string | undefined>> = {
  grave: '\u0300', acute: '\u0301', circumflex: '\u0302', tilde: '\u0303', macron: '\u0304', breve: '\u0306', dotaccent: '\u0307', dot: '\u0307', dieresis: '\u0308', ring: '\u030a', hungarumlaut: '\u030b', caron: '\u030c', cedilla: '\u0327', commaaccent: '\u0326', ogonek: '\u0328', horn: '\u031b', tonos: '\u0301', hookabove: '\u0309', dotbelow: '\u0323',
}

/** What the glyph of this name shows; undefined where the name does not say it. */
export function textOfGlyph(name: string): string | undefined {
  const parts = (name.split('.')[0] ?? '').split('_').map(partOf)
  return parts.includes(undefined) ? undefined : parts.join('')
}

function partOf(name: string): string | undefined {
  if (/^[A-Za-z]$/.test(name)) return name
  if (Object.hasOwn(named, name)) return named[name]
  const codes = /^uni((?:[0-9A-F]{4})+)$/.exec(name)?.[1]?.match(/.{4}/g) ?? /^u([0-9A-F]{4,6})$/.exec(name)?.slice(1)
  if (codes) return codes.map((code) => parseInt(code, 16)).map((code) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')).join('')
  return accented(name) ?? cyrillic(name)
}

function accented(name: string): string | undefined {
  const [, base = '', rest = ''] = /^(AE|ae|Oslash|oslash|[A-Za-z])([a-z]+)$/.exec(name) ?? []
  const letter = base.length === 1 ? base : named[base]
  const marks = /^(grave|acute|circumflex|tilde|macron|breve|dotaccent|dieresis|ring|hungarumlaut|caron|cedilla|commaaccent|ogonek|horn|hookabove|dotbelow)+$/.test(rest) ? rest.match(/grave|acute|circumflex|tilde|macron|breve|dotaccent|dieresis|ring|hungarumlaut|caron|cedilla|commaaccent|ogonek|horn|hookabove|dotbelow/g) : null
  if (letter !== undefined && marks) return `${letter}${marks.map((mark) => accents[mark]).join('')}`.normalize('NFC')
  const [, greek = '', mark = ''] = /^([A-Za-z][a-z]+?)(dieresistonos|tonos|dieresis)$/.exec(name) ?? []
  const sign = Object.hasOwn(named, greek) ? named[greek] : undefined
  return sign === undefined ? undefined : `${sign}${mark.startsWith('dieresis') ? '\u0308' : ''}${mark.endsWith('tonos') ? '\u0301' : ''}`.normalize('NFC')
}

/** Cyrillic letters have numbers for names. */
function cyrillic(name: string): string | undefined {
  const number = Number(/^afii(100\d\d)$/.exec(name)?.[1] ?? 0)
  if (number === 10023) return 'Ё'
  if (number === 10071) return 'ё'
  const at = number >= 10065 ? number - 10065 : number - 10017
  // Ё and ё stand within the row of names, and not within that of letters.
  const isWithin = (number >= 10017 && number <= 10049) || (number >= 10065 && number <= 10097)
  return isWithin ? String.fromCharCode((number >= 10065 ? 0x430 : 0x410) + (at > 6 ? at - 1 : at)) : undefined
}

function pairs(...list: string[]): Record<string, string> {
  return Object.fromEntries(list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? '']] : [])))
}
