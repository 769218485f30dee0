/** The encodings of text that somebody may name for a file that does not say its own, by the names that the web and mail use. */
export const textEncodings = [
  'utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1', 'iso-8859-15', 'macintosh', 'cp437', 'cp850', 'windows-1250', 'iso-8859-2', 'cp852', 'iso-8859-16', 'windows-1257', 'iso-8859-4', 'iso-8859-13',
  'windows-1254', 'iso-8859-9', 'iso-8859-3', 'windows-1258', 'windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'cp866', 'maccyrillic', 'windows-1253', 'iso-8859-7', 'windows-1255', 'iso-8859-8', 'windows-1256', 'iso-8859-6',
  'windows-874', 'tis-620', 'shift_jis', 'euc-jp', 'gb18030', 'gbk', 'big5', 'euc-kr',
] as const

export type TextEncoding = (typeof textEncodings)[number]
