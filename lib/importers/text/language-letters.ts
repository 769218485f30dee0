import iconv from 'iconv-lite'

/** How a language's letters beyond ASCII are told from those of another, and in which old encodings people wrote it. */
export interface LetterTable {
  encodings: readonly string[]
  /** Letters of running text, in small letters. */
  letters: ReadonlySet<string>
  /** Those of them that most of a text consists of, where the whole alphabet is beyond ASCII. */
  common?: ReadonlySet<string>
}

const western = ['windows-1252', 'macintosh', 'cp850', 'cp437', 'iso-8859-15']
const central = ['windows-1250', 'iso-8859-2', 'cp852', 'maccenteuro']
const cyrillic = ['windows-1251', 'koi8-r', 'cp866', 'maccyrillic', 'iso-8859-5']
const baltic = ['windows-1257', 'iso-8859-13', 'iso-8859-4']
const arabic = ['windows-1256', 'iso-8859-6']

const table = (encodings: readonly string[], letters: string, common?: string): LetterTable => ({
  encodings,
  letters: new Set(letters + (common ?? '')),
  ...(common !== undefined && { common: new Set(common) }),
})

/** Frequent characters of Chinese as it is printed today, simplified and traditional, and of Japanese. */
const simplified =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运访谈录城村'
const traditional =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運訪談錄城村'
const japanese =
  'のにはをたがでてとしれさいるあこなかまもらりっきくすけそつどよめだうえおみわんアイウエオカキクコサシスタテトナニハマメラリルレロンッュョー日本人大年中国会一二三十時間今私何行来見出生水地方家海山上下前後東西南北学校語話聞書読思言知全問題安夜夫'
const kana = Array.from({ length: 0x30fd - 0x3041 }, (_, at) => String.fromCharCode(0x3041 + at)).join('')
/** The signs that an encoding of Chinese or Japanese put first, since they are written most: those whose first byte is between two. */
function frequentSigns(encoding: string, from: number, to: number): string {
  const seconds = Array.from({ length: 0xff - 0x40 }, (_, at) => 0x40 + at)
  const pairs = Array.from({ length: to - from + 1 }, (_, at) => from + at).flatMap((first) =>
    seconds.map((second) => iconv.decode(Buffer.from([first, second]), encoding)),
  )
  return pairs.filter((sign) => /^[\u3400-\u9fff]$/.test(sign)).join('')
}
const hangul = Array.from({ length: 0xd7a4 - 0xac00 }, (_, at) => String.fromCharCode(0xac00 + at)).join('')
const frequentHangul =
  '이다는을의에가고도로한지하서나사기있리어자아그인을를은들시대해제일스라과만정구전수장보부상주면여중동연게간국년신공성원으와적것유세경우조선소안오방마모위계요문회학발화용개실반기비관물분생당단명말내었았했습니까없지금무때집람물밤언덕떠났돌갈수겠'

/** In the order in which one is believed where two read as well. */
export const letterTables: readonly LetterTable[] = [
  table(western, 'éèàêçùâîôûëïœæ'),
  table(western, 'äöüß'),
  table(western, 'áéíóúñü'),
  table(western, 'àèéìòóù'),
  table(western, 'áâãàçéêíóôõú'),
  table(western, 'àçèéíïòóúü·'),
  table(western, 'åäöéæø'),
  table(western, 'ðþæöáéíóúý'),
  table(western, 'ëïéèöüóáç'),
  table(central, 'áčďéěíňóřšťúůýž'),
  table(central, 'áäčďéíĺľňóôŕšťúýž'),
  table(central, 'ąćęłńóśźż'),
  table(central, 'áéíóöőúüű'),
  table(central, 'čćđšž'),
  table([...central, 'iso-8859-16'], 'ăâîşţșț'),
  table(['windows-1254', 'iso-8859-9', 'macturkish', 'cp857'], 'çğıöşüâîû'),
  table(baltic, 'āčēģīķļņšūž'),
  table(baltic, 'ąčęėįšųūž'),
  table([...baltic, 'windows-1252'], 'äöüõšž'),
  table(['windows-1258'], 'àáâãèéêìíòóôùúăđĩũơư\u0300\u0301\u0303\u0309\u0323'),
  table(cyrillic, 'бгзчйхжшюцщэфъё', 'оеаинтсрвлкмдпуяыь'),
  table([...cyrillic.map((name) => (name === 'koi8-r' ? 'koi8-u' : name))], 'бгзчйхжшюцщфґєї', 'оаинтвіресклудпмяь'),
  table(cyrillic, 'бгзчйхжшюцщфьђјљњћџѓѕќѝ', 'оаеинтсрвлкмдпујъ'),
  table(['windows-1253', 'iso-8859-7', 'macgreek', 'cp737'], 'βγδζθξφχψάέήίόύώϊϋΐΰ', 'αοιετσνηυρπκμλςω'),
  table(['windows-1255', 'iso-8859-8', 'cp862'], 'גדזחטכךסעפףצץקםן', 'יוהלאמתרבשנ'),
  table(arabic, 'بةتثجحخدذزسشصضطظعغفقكهىئءأإؤآـًٌٍَُِّْ', 'اليمنوروتبد'),
  table(['windows-1256'], 'بپتثجچحخدذزژسشصضطظعغفقکگهئءأؤآ\u200c', 'ایینورمدهتبسشلک'),
  table(
    ['windows-874'],
    Array.from({ length: 0x5b }, (_, at) => String.fromCharCode(0xe01 + at)).join(''),
    'านรอกเง่มวย้ลสทดปตัีไิะคแพบใชำหุจื',
  ),
  table(['Shift_JIS', 'EUC-JP', 'UTF-16LE', 'UTF-16BE'], frequentSigns('shift_jis', 0x88, 0x97), japanese + kana),
  table(['EUC-KR', 'UTF-16LE', 'UTF-16BE'], hangul, frequentHangul),
  table(['GB18030', 'UTF-16LE', 'UTF-16BE'], frequentSigns('gbk', 0xb0, 0xd7), simplified),
  table(['Big5', 'UTF-16LE', 'UTF-16BE', 'GB18030'], frequentSigns('big5', 0xa4, 0xc6), traditional),
]
