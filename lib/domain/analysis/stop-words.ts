import { tokensOf } from '../search/tokens'

/** Raised by every change of a list: a table of words says by which it was counted. */
export const stopWordsVersion = 1

/** Words that say how others hang together, and little of what a text is about, as they are written. Short lists of our own: what is missing is seen in a table, what is too much is not. */
const lists: Record<string, string> = {
  en: `a about after again all also am an and any are as at be because been before being between both but by can could did do does doing down during each few for
    from further had has have having he her here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off
    on once only or other our ours ourselves out over own s same she should so some such t than that the their theirs them themselves then there these they this
    those through to too under until up us very was we were what when where which while who whom whose why will with would you your yours yourself yourselves d ll m o re ve`,
  de: `aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei bin bis bist da damit dann das dass dein deine
    dem den denn der des dich die dies diese dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen hab habe haben
    hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes jene jetzt kann kein keine
    keinem keinen keiner können könnte machen man mein meine mich mir mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner
    selbst sich sie sind so soll sollte sondern sonst über um und uns unser unter viel vom von vor war waren was weil welche welcher wenn werde werden wie wieder
    will wir wird wirst wo wollen wollte würde würden zu zum zur zwar zwischen`,
  fr: `à ai aie au aux avec c ce ces cet cette d dans de des donc du elle elles en es est et été étaient était être eu eux fait furent il ils j je l la le les leur
    leurs lui m ma mais me même mes moi mon n ne ni nos notre nous on ont ou où par pas plus pour qu que qui s sa sans se sera ses si son sont sous sur t ta te
    tes toi ton tous tout toute toutes tu un une vos votre vous y`,
  es: `a al algo algunas algunos ante antes como con contra cual cuando de del desde donde durante e el ella ellas ellos en entre era eran es esa esas ese eso esos
    esta está estaba están estas este esto estos fue fueron ha había han hasta hay la las le les lo los más me mi mis mucho muy nada ni no nos nosotros o os otra
    otro para pero poco por porque que qué quien se sea ser si sí sin sobre son su sus también tanto te tiene tienen todo todos tu tus un una uno unos y ya yo`,
  pt: `a ao aos aquela aquele as até com como da das de dela dele do dos e é ela elas ele eles em entre era eram essa esse esta está estão este eu foi foram há isso
    isto já lhe mais mas me mesmo meu minha muito na não nas nem no nos nós o os ou para pela pelas pelo pelos por qual quando que quem se sem ser seu seus só sua
    suas também te tem têm um uma você`,
  it: `a ad agli ai al alla alle allo anche c che chi ci come con cui da dagli dai dal dalla dalle degli dei del della delle di dove e è ed era erano fra gli ha
    hanno i il in io l la le lei li lo loro lui ma me mi mio ne negli nei nel nella nelle no noi non nostro o per perché più quale quando quanto quella quelle
    quelli quello questa queste questi questo se sei si sia sono su sua sue sugli sui sul sulla suo suoi ti tra tu tutti tutto un una uno vi voi`,
  nl: `aan al als bij dan dat de der deze die dit doch door dus een en er ge geen had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je kan kon maar me
    meer men met mij mijn naar niet niets nog nu of om omdat onder ons ook op over te tegen toch toen tot u uit uw van veel voor waren was wat we wel werd wie wij
    wil worden zal ze zich zij zijn zo zonder zou`,
  ru: `а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть еще же за здесь и из или им их к как
    когда кто ли мне может мы на над надо нас не него нее нет ни них но о об он она они от по под при с со так также такой там те тем то того тоже той только том
    ты у уже чего чем что чтобы эта эти это этого этой этом этот я`,
  ar: `أن أو أي إذا إلى إن إنه التي الذي الذين ان او الى بعد بين تلك ثم حتى حيث ذلك عن عند على فقد في فيه فيها قد كان كانت كل كما لا لكن لم لما له لها ليس ما مع من منه
    منها نحن هذا هذه هم هنا هو هي و وقد ولا وهو وهي يا`,
  // One character at a time, as texts without spaces are counted.
  zh: `的 了 在 是 我 有 和 就 不 人 都 一 也 很 到 说 要 去 你 会 着 没 看 好 自 这 那 他 她 它 们 与 及 或 而 但 为 以 于 之 其 被 把 从 对 并 个 中 等 上 下 所 又 还 只 能 可 将 由 此 更 最 各 该 则 因 如`,
  ja: `の に は を た が で て と し れ さ あ い う も す る か ら な こ と よ り ま せ く だ そ や ん ば お へ け き め っ つ`,
}

const byLanguage = new Map<string, ReadonlySet<string>>()

/** The languages that have a list. */
export const stopLanguages = Object.keys(lists)

/** The words of a language's list as texts are compared, case and accents folded; none for a language without one. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const base = language.toLowerCase().split('-')[0] ?? ''
  let words = byLanguage.get(base)
  if (!words) {
    words = new Set(tokensOf(lists[base] ?? '').map(({ form }) => form))
    byLanguage.set(base, words)
  }
  return words
}
