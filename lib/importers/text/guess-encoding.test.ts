import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text'

/** Of our own making: a few lines of an interview in each language, with the encodings in which people have it in old files. */
const samples: [language: string, text: string, encodings: string][] = [
  [
    'French',
    'L’entretien a eu lieu à l’école. La mère répète que l’été a été très sec, et que les élèves ne sont pas allés à la forêt où ils jouaient.',
    'windows-1252 macintosh cp850',
  ],
  [
    'French, plain',
    'Le café est fermé. La mère répète que l été a été très sec et que les élèves jouaient près du théâtre.',
    'iso-8859-1 cp437 macintosh',
  ],
  [
    'German',
    'Die Brücke war früher größer. Wir müssen über die Straße gehen, sagte die Frau, und die Mädchen hörten zu.',
    'windows-1252 macintosh cp850 iso-8859-1',
  ],
  [
    'Spanish',
    '¿Dónde está el niño? Mañana será otro día, dijo la señora, y después se marchó a la reunión del jardín público.',
    'windows-1252 macintosh cp850',
  ],
  [
    'Portuguese',
    'A associação não recebeu informações. As crianças vão à escola de manhã, e os irmãos também estão lá.',
    'windows-1252 macintosh cp850',
  ],
  [
    'Italian',
    'Perché la città è così lontana? Non c’è più nessuno, però la libertà è una cosa che si può perdere già domani.',
    'windows-1252 macintosh',
  ],
  [
    'Swedish',
    'Vi såg båten när vi gick över ängen. Han frågade också om pojkarna hade ätit och kände sig trötta på ön.',
    'windows-1252 macintosh cp850',
  ],
  [
    'Danish',
    'Hun spørger, om børnene må gå på gaden. Årene går så hurtigt, og vi lærer altid noget nyt på øen.',
    'windows-1252 macintosh',
  ],
  [
    'Icelandic',
    'Það er gott að búa í þessu húsi, sagði hún. Við förum út á sjóinn þegar veðrið er gott.',
    'windows-1252',
  ],
  [
    'Czech',
    'Příliš žluťoučký kůň úpěl ďábelské ódy. Děti běžely k řece, když přišla tma, a otec říkal, že se nic neděje.',
    'windows-1250 iso-8859-2 cp852',
  ],
  [
    'Polish',
    'Dzieci poszły nad rzekę, żeby zobaczyć łódź. Mówiła, że wciąż pamięta tamtą noc i że będzie o niej myśleć.',
    'windows-1250 iso-8859-2 cp852',
  ],
  [
    'Hungarian',
    'Az őszi esőben a gyerekek hazafelé futottak. Azt mondta, hogy a bűnös erről többször is beszélt, és később sírt.',
    'windows-1250 iso-8859-2',
  ],
  [
    'Croatian',
    'Djeca su išla u školu, ali učitelj nije došao. Rekla je da će sljedeće godine biti bolje i da žele kuću.',
    'windows-1250 iso-8859-2',
  ],
  [
    'Turkish',
    'Çocuklar okula gittiler, öğretmen gelmedi. Şimdi düşünüyorum, aşağıdaki ışık yanıyordu ve güneş doğmuştu.',
    'windows-1254 iso-8859-9',
  ],
  [
    'Lithuanian',
    'Vaikai nuėjo prie upės, kad pamatytų laivą. Ji sakė, kad šią naktį prisimena ir žino, jog ateityje bus gražiau.',
    'windows-1257',
  ],
  [
    'Latvian',
    'Bērni gāja uz skolu, bet skolotājs neatnāca. Viņa teica, ka nākamajā gadā būs labāk un ka šķūnis ir tukšs.',
    'windows-1257',
  ],
  [
    'Russian',
    'Вода поднялась ночью. Люди ушли на холмы, и никто не знал, когда они смогут вернуться в свои дома.',
    'windows-1251 koi8-r cp866 iso-8859-5 maccyrillic utf-16le utf-16be',
  ],
  [
    'Ukrainian',
    'Вода піднялася вночі. Люди пішли на пагорби, і ніхто не знав, коли вони зможуть повернутися до своїх домівок, їхніх хат.',
    'windows-1251 koi8-u',
  ],
  [
    'Bulgarian',
    'Водата се вдигна през нощта. Хората отидоха по хълмовете и никой не знаеше кога ще могат да се върнат.',
    'windows-1251',
  ],
  [
    'Greek',
    'Το νερό ανέβηκε τη νύχτα. Οι άνθρωποι έφυγαν για τους λόφους και κανείς δεν ήξερε πότε θα γυρίσουν.',
    'windows-1253 iso-8859-7',
  ],
  ['Hebrew', 'המים עלו בלילה. האנשים ברחו אל הגבעות, ואיש לא ידע מתי יוכלו לחזור אל בתיהם.', 'windows-1255 iso-8859-8'],
  [
    'Arabic',
    'ارتفع الماء في الليل. ذهب الناس إلى التلال ولم يعرف أحد متى يمكنهم العودة إلى بيوتهم.',
    'windows-1256 iso-8859-6',
  ],
  ['Thai', 'น้ำขึ้นในเวลากลางคืน ผู้คนหนีขึ้นไปบนเนินเขา และไม่มีใครรู้ว่าเมื่อไรจะได้กลับบ้าน', 'tis-620 windows-874'],
  [
    'Japanese',
    '水は夜に上がった。人々は丘に逃げ、いつ家に帰れるか誰も知らなかった。',
    'Shift_JIS EUC-JP utf-16le utf-16be',
  ],
  [
    'Korean',
    '물은 밤에 차올랐다. 사람들은 언덕으로 떠났고 언제 집에 돌아갈 수 있을지 아무도 몰랐다.',
    'EUC-KR utf-16le utf-16be',
  ],
  ['Chinese', '水在夜里涨了上来。人们逃到山上，谁也不知道什么时候才能回家。', 'GB18030 gbk utf-16le utf-16be'],
  ['Chinese, short', '访谈记录：城中村', 'GB18030'],
  ['Chinese as in Taiwan', '水在夜裡漲了上來。人們逃到山上，誰也不知道什麼時候才能回家。', 'Big5 utf-16le'],
  ['English', 'She said “no” – and left the café. It cost 50 €, which wasn’t much…', 'windows-1252 macintosh'],
  ['English, with one sign', 'The temperature was 40° in the shade that day, and nobody worked.', 'windows-1252'],
]
const cases = samples.flatMap(([language, text, encodings]) =>
  encodings.split(' ').map((encoding): [string, string, string] => [language, encoding, text]),
)

describe('the encoding of a text that does not say it', () => {
  it.each(cases)('%s in %s', (_, encoding, text) => {
    const bytes = iconv.encode(text, encoding)
    // A sample that its own encoding cannot hold would prove nothing.
    const held = iconv.decode(bytes, encoding)
    expect(decodeText(bytes).text).toBe(held)
  })
  it('is guessed in time that grows with the text', () => {
    for (const byte of [0x80, 0xe9, 0xff]) {
      expect(decodeText(Buffer.concat([Buffer.from('x'), Buffer.alloc(2_000_000, byte)])).text.length).toBeGreaterThan(
        0,
      )
    }
  })
})
