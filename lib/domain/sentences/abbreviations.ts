/**
 * Abbreviations of one language, without their last full stop and without the spaces between their parts ("z.B"). One that begins with a capital must be written
 * so, or all in capitals; one in small letters may be written in any way.
 */
export interface AbbreviationList {
  /** Ends no sentence: a name or the rest of the phrase follows. */
  always: readonly string[]
  /** Ends none where a number, a Roman numeral or a number's letter follows. */
  beforeNumber: readonly string[]
  /** Ends one only where a word follows that often begins a sentence. */
  unlessStarter: readonly string[]
  /** Words that often begin a sentence and are no names, with their capital. */
  starters: readonly string[]
  /** Before a Roman numeral these say that it is the number of a part of a text. */
  parts?: readonly string[]
  /** Whether a number with a full stop is an ordinal: "3. Mai". */
  ordinals?: boolean
}

const words = (text: string): string[] => text.split(/\s+/u).filter(Boolean)

/** Known in texts of every language. */
const common: AbbreviationList = {
  always: words('mr mrs Ms Mx dr drs prof Mme Mlle Mgr Messrs St e.g i.e vs cf viz Hr Ph'),
  beforeNumber: words('no nos nr fig figs vol vols p pp ch chap sec art tab ca ed eq № n° nº n.º tel'),
  unlessStarter: words('etc al Jr Sr Inc Ltd Co Corp Bros Ph.D M.D B.A M.A LL.D a.m p.m a.D A.D B.C'),
  starters: [],
  parts: words('Chapter Article Part Book Section Title Act Scene Canto Table Figure Volume'),
}

const en: AbbreviationList = {
  always: words(
    'Hon Rev Gen Col Maj Capt Cpt Cmdr Lt Sgt Cpl Pvt Adm Gov Sen Rep Pres Supt Insp Fr Bro Mt Ft Rt Messrs Mss incl approx esp resp',
  ),
  beforeNumber: words(
    'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec par para pt pl app cl ex eqn ref refs sect ss vers v cap fol ff bk op',
  ),
  unlessStarter: words(
    'U.S U.K U.N E.U U.S.A U.S.S.R D.C N.Y L.A Esq Ave Blvd Rd Dept Univ Assn Mass Calif Penn Conn Tenn Ariz Colo Fla Ga Ill Ind Kan Ky La Md Mich Minn Mo Neb Nev Okla Ore Tex Va Vt Wash Wis Wyo',
  ),
  starters: words(
    'The A An He She It They We You I His Her Its Their Our My Your This That These Those There Here In On At By For From With Without To Of And But Or Nor So Yet If When While As After Before Because Since Although Though However Then Thus Therefore Moreover Meanwhile What Who Why How Where Which No Not Nobody Nothing Everyone Everything Some Many Most All Each Every One Two Only Even Still Also Now Today Yesterday Perhaps Maybe Yes Let Do Did Does Is Was Were Are Had Has Have Will Would Could Should Can May',
  ),
  parts: words(
    'Chap Sect Appendix Annex Schedule Amendment Clause Rule Letter Psalm Sonnet Lecture Phase Stage Type Class Tome Plate Exhibit',
  ),
}

const de: AbbreviationList = {
  always: words(
    'Hrn Fr Frl Dipl Ing Mag Univ Hl St d.h z.B d.i i.d.R i.S.d i.V.m m.E o.g u.U v.a z.T z.Zt zzgl bzw bspw bzgl ggf ggfs evtl insb insbes inkl exkl sog vgl Vgl ca zw entspr gem geb gest gegr jew lat griech engl frz dt österr allg Allg wiss i.Br a.M i.e',
  ),
  beforeNumber: words(
    'Abb Abs Abschn Anm Art Aufl Bd Bde Bl Buchst Fn Hs Jg Kap Lfg Lit Nr Nrn Rn Rdnr Rz S s Sp Taf Tab Tel Teil Tl V v Ziff Z Zl Jan Feb Febr Apr Aug Sept Okt Nov Dez',
  ),
  unlessStarter: words('u.a u.ä z.Hd Str Jh Jhd Jhdt n.Chr v.Chr Co e.V Verf Hrsg Übers Verl Red bayer'),
  starters: words(
    'Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Du Man Sein Seine Ihre Ihren Unser Dieser Diese Dieses Jener Jene In Im An Am Auf Aus Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Für Über Unter Und Aber Oder Denn Doch Sondern Wenn Als Wie Wo Wer Was Warum Weil Da Dann Danach Daher Darum Deshalb Dort Hier Heute Gestern Jetzt Nun Noch Nur Auch Schon So Nicht Kein Keine Alle Viele Manche Niemand Nichts Während Seit Bis Ob Dass Ist War Waren Hat Hatte Wird Wurde Später Damals Zuerst Schließlich Jedoch Dabei Damit Davon Dazu Ferner Außerdem',
  ),
  parts: words('Kapitel Artikel Teil Buch Abschnitt Akt Szene Band Tafel Anhang Gesang Strophe Satz'),
  ordinals: true,
}

const fr: AbbreviationList = {
  always: words('MM Mmes Mlles Me Mes Mgr Ste Vve p.ex c.-à-d c.à.d not env av.J b.-à-v sté'),
  beforeNumber: words(
    'n no nos art chap fig p pp pl t vol av boul bd bld § ann annexe éq tél l livr par janv févr avr juil sept oct nov déc',
  ),
  unlessStarter: words('apr.J.-C av.J.-C J.-C Cie éd coll trad dir ibid op.cit S.A U.E O.N.U É.-U'),
  starters: words(
    'Le La Les L’ Un Une Des Du Il Elle Ils Elles Je Tu Nous Vous On Ce Cet Cette Ces Son Sa Ses Leur Leurs Mon Notre Votre Dans En Au Aux À Sur Sous Par Pour Avec Sans De Et Mais Ou Or Donc Car Ni Si Quand Lorsque Comme Après Avant Depuis Pendant Alors Puis Ensuite Enfin Ainsi Cependant Toutefois Que Qui Quoi Où Pourquoi Comment Tout Tous Toute Toutes Rien Personne Aucun Chaque Plusieurs Voici Voilà Aujourd’hui Hier Ici Là C’est C’était',
  ),
  parts: words('Chapitre Article Partie Livre Titre Acte Scène Tome Section Annexe Tableau'),
}

const es: AbbreviationList = {
  always: words(
    'Sra Srta Sres Sras Dra Dres Dña Da Lic Ing Arq Gral Cnel Cap Cptn Sto Sta Fr Mons Excmo Excma Ilmo EE p.ej p.e v.gr aprox Avda Av',
  ),
  beforeNumber: words(
    'núm núms n pág págs pg p pp art arts cap caps vol vols t fig figs párr inc lám ed tel ene feb mar abr may jun jul ago sept oct nov dic',
  ),
  unlessStarter: words('Ud Uds Vd Vds UU EE.UU S.A S.L Cía Hnos Jr a.C d.C a.m p.m'),
  starters: words(
    'El La Los Las Un Una Unos Unas Lo Él Ella Ellos Ellas Yo Tú Nosotros Usted Su Sus Mi Este Esta Estos Estas Ese Esa Aquel Aquella En De Del Al A Con Sin Por Para Sobre Entre Desde Hasta Y E O Pero Sino Ni Si Cuando Como Mientras Porque Aunque Después Antes Luego Entonces Así También Tampoco Ya No Sí Qué Quién Cómo Dónde Todo Todos Nada Nadie Cada Muchos Se Hay Es Era Fue Hoy Ayer Aquí Allí Ahora',
  ),
  parts: words('Capítulo Artículo Parte Libro Título Acto Escena Tomo Sección Anexo'),
}

const it: AbbreviationList = {
  always: words(
    'Sig Sigg Sig.ra Sig.na Sig.re Dott Dott.ssa Prof.ssa Avv Ing Arch Rag Geom On Gen Col Cap Mons p.es p.e ad.es es cfr Cfr ca Spett Egr Gent',
  ),
  beforeNumber: words(
    'n nn nr num p pp pag pagg art artt cap capp vol voll fig figg tab par sez lett c co t v sec gen feb mar apr mag giu lug ago set sett ott nov dic',
  ),
  unlessStarter: words('a.C d.C S.p.A S.r.l ed cit op.cit ibid'),
  starters: words(
    'Il Lo La I Gli Le L’ Un Uno Una Egli Ella Lui Lei Esso Essi Loro Io Tu Noi Voi Questo Questa Questi Queste Quello Quella In Nel Nella Nei A Al Alla Ai Di Del Della Da Dal Con Su Sul Per Tra Fra E Ed Ma O Se Quando Come Mentre Perché Poiché Dopo Prima Poi Allora Così Anche Non Sì Che Chi Dove Tutto Tutti Niente Nessuno Ogni Molti Si È Era Fu Ha Oggi Ieri Qui Ora',
  ),
  parts: words('Capitolo Articolo Parte Libro Titolo Atto Scena Tomo Sezione Canto'),
}

const pt: AbbreviationList = {
  always: words(
    'Sra Srs Sras Dra Drs Dras Profa Prof.ª Exmo Exma Ilmo Eng Engª Arq Sto Sta Pe Gen Cel Cap Av p.ex por.ex aprox',
  ),
  beforeNumber: words(
    'n nº n.º núm pág págs p pp art arts cap caps vol vols fig figs tab inc par t séc jan fev mar abr mai jun jul ago set out nov dez',
  ),
  unlessStarter: words('Ltda Cia S.A a.C d.C V.Ex.ª V.Exa Jr'),
  starters: words(
    'O A Os As Um Uma Uns Umas Ele Ela Eles Elas Eu Tu Nós Você Seu Sua Seus Suas Este Esta Estes Estas Esse Essa Isso Isto Aquele Em No Na Nos Nas De Do Da Dos Das Ao À Com Sem Por Pelo Pela Para Sobre Entre Desde Até E Ou Mas Se Quando Como Enquanto Porque Embora Depois Antes Então Assim Também Já Não Sim Que Quem Onde Tudo Todos Nada Ninguém Cada Muitos É Era Foi Foram Há Hoje Ontem Aqui Agora',
  ),
  parts: words('Capítulo Artigo Parte Livro Título Ato Cena Tomo Seção Secção Anexo'),
}

const nl: AbbreviationList = {
  always: words(
    'dhr mw mevr Mej ir ing mr drs ds jhr bijv bv d.w.z d.m.v i.p.v i.v.m m.b.t m.a.w n.a.v o.a o.m o.l.v t.a.v t.o.v z.g zgn resp evt ca vgl incl excl gebr',
  ),
  beforeNumber: words(
    'nr nrs art artt blz p pp hfst fig afb afl dl deel par lid jg tel jan feb mrt apr jun jul aug sept okt nov dec',
  ),
  unlessStarter: words('v.Chr n.Chr B.V N.V e.d a.u.b St Mij'),
  starters: words(
    'De Het Een Hij Zij Ze Wij We Ik Jij Je U Men Zijn Haar Hun Ons Onze Deze Dit Die Dat In Op Aan Bij Met Naar Van Voor Uit Over Onder Tot Door En Maar Of Want Dus Als Toen Wanneer Terwijl Omdat Hoewel Daarna Dan Daarom Daar Hier Er Nu Vandaag Gisteren Ook Nog Niet Geen Alle Veel Niemand Niets Wie Wat Waar Waarom Hoe Is Was Waren Heeft Had Wordt Werd Klaar',
  ),
  parts: words('Hoofdstuk Artikel Deel Boek Titel Akte Bedrijf Afdeling'),
}

const pl: AbbreviationList = {
  always: words(
    'dr mgr inż hab prof ks św abp bp gen płk ppłk mjr kpt ppor red al ul os m.in np tj tzn tzw t.j t.zn p.o zob por ok ob wg im pw zw dot',
  ),
  beforeNumber: words('nr s ss str art ust pkt par rozdz rys tab t z zesz poz § tel lit sygn'),
  unlessStarter: words('r w p.n.e n.e sp z.o.o tys mln mld zł godz'),
  starters: words(
    'W We Z Ze Na Do Od Po Przed Przy Dla O U Za Pod Nad I A Ale Lecz Oraz Albo Lub Jeśli Jeżeli Gdy Kiedy Jak Ponieważ Choć Potem Następnie Wtedy Więc Dlatego Tak Nie To Ten Ta Te Ci Tego On Ona Ono Oni One Ja Ty My Wy Jego Jej Ich Mój Nasz Kto Co Gdzie Dlaczego Wszystko Wszyscy Nic Nikt Każdy Jest Był Była Było Są Ma Dziś Wczoraj Tu Tam Teraz Już Także Również Koniec Jednak',
  ),
  parts: words('Rozdział Artykuł Część Księga Tytuł Akt Scena Tom'),
  ordinals: true,
}

const ru: AbbreviationList = {
  always: words(
    'г ул пр просп пер пл наб бул кв корп им проф акад доц канд чл чл.-корр ред сост т.е т.н т.к т.наз напр см ср англ нем фр лат греч рус букв св преп ген полк подп кап о оз р пос дер обл р-н прим прил ок и.о',
  ),
  beforeNumber: words('рис табл стр с т тт ч гл кн вып №№ п пп ст разд абз тел изд дом'),
  unlessStarter: words('г гг вв в н.э до.н.э руб коп тыс млн млрд кг км др проч т.д т.п и.др'),
  starters: words(
    'В Во На С Со К Ко О Об От До По При Для Из За Под Над Без У И А Но Или Если Когда Как Пока Потому Хотя После Потом Затем Тогда Поэтому Так Не Ни Да Нет Это Этот Эта Эти Тот Та Те Он Она Оно Они Я Ты Мы Вы Его Её Ее Их Мой Наш Кто Что Где Куда Почему Все Всё Всякий Ничто Никто Каждый Был Была Было Были Есть Сегодня Вчера Здесь Там Теперь Уже Также Однако Конец Только Даже Ещё Еще',
  ),
  parts: words('Глава Статья Часть Книга Раздел Том Акт Действие Сцена'),
}

const sv: AbbreviationList = {
  always: words(
    'hr dr doc lic fil t.ex t.o.m d.v.s dvs bl.a bl f.ö m.a.o s.k resp ca jfr jmf eg ev inkl exkl f.d g:a kungl ang',
  ),
  beforeNumber: words('nr s sid kap art fig tab bd del st § p mom kl tel jan febr apr aug sept okt nov dec'),
  unlessStarter: words('m.m m.fl o.s.v osv e.Kr f.Kr e.d kr milj mdr'),
  starters: words(
    'Den Det De En Ett Han Hon Vi Ni Jag Du Man Hans Hennes Deras Vår Denna Detta Dessa I På Av Med Till Från För Om Under Över Efter Före Vid Utan Och Men Eller Så När Medan Eftersom Sedan Då Därför Där Här Nu Idag Igår Också Inte Ingen Inget Alla Många Vem Vad Var Varför Hur Är Har Hade Blev Som Att Dock',
  ),
  parts: words('Kapitel Artikel Del Bok Avdelning Akt Scen Band'),
}

const tr: AbbreviationList = {
  always: words(
    'Doç Yrd Av Sn Alb Yzb Gen Org Hz Müh Öğr Uz Ecz Op Arş bkz Bkz krş örn Örn yak İng Fr Alm Lat Ar Far Mah Cad Sok Bul haz çev',
  ),
  beforeNumber: words('s ss sf sh şek tab no c cilt md böl bl ek tel yy'),
  unlessStarter: words('vb vs vd Ltd Şti A.Ş T.C A.B.D M.Ö M.S İ.Ö İ.S Ör'),
  starters: words(
    'Bu Şu O Bir Ben Sen Biz Siz Onlar Onun Bunun Ve Ama Fakat Ancak Veya Çünkü Eğer Sonra Önce Daha Böylece Böyle Şimdi Bugün Dün Burada Orada Her Hiç Hiçbir Kim Ne Nerede Neden Nasıl Evet Hayır Yine Ayrıca Artık Hatta İşte Oysa',
  ),
  parts: words('Bölüm Madde Kısım Kitap Cilt Perde Sahne'),
  ordinals: true,
}

const ar: AbbreviationList = {
  always: words('د أ أ.د م.م د.م ج.م.ع ص.ب'),
  beforeNumber: words('ص ص.ص ج ط ع ت م س ف وص وج هاتف رقم'),
  unlessStarter: words('هـ ق.م ب.م إلخ الخ ج.م.ع و.م.أ'),
  starters: words(
    'لم لا ما من في على إلى عن هو هي هم كان كانت ثم لكن وقد وكان هذا هذه ذلك تلك إن أن إذا عندما بعد قبل بينما كما هل نعم انتهى',
  ),
  parts: words('الفصل المادة الباب الجزء الكتاب القسم'),
}

/** By the shortest code of a language; one that is not here has the common ones and those of English, which are what foreign texts quote. */
export const abbreviationLists: Readonly<Record<string, AbbreviationList>> = {
  common,
  en,
  de,
  fr,
  es,
  it,
  pt,
  nl,
  pl,
  ru,
  sv,
  tr,
  ar,
}

/** Languages without a list of their own whose numbers with a full stop are ordinals. */
export const ordinalLanguages: ReadonlySet<string> = new Set([
  'cs',
  'sk',
  'sl',
  'hr',
  'sr',
  'bs',
  'hu',
  'da',
  'nb',
  'nn',
  'no',
  'fi',
  'et',
  'lv',
  'is',
  'lb',
  'eu',
])
