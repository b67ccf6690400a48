/**
 * How people ask not to be texted any more, in the languages of the two-way countries; "stem*" stands for
 * every word that begins so. Read it folded (fold-keyword): accents, case and apostrophes make no difference.
 * A find only asks the agent, so a missed phrase costs more than one too many. Our own collection of
 * 2026-11-23, after 47 CFR 64.1200(a)(10): whatever a reasonable person would understand as a wish to stop.
 */
export const OPT_OUT_PHRASES: Readonly<Record<string, readonly string[]>> = {
  en: listOf(`
    stop text* | stop messag* | stop sending | stop send | stop sms | stop contacting | stop bothering |
    stop spamming | stop harassing | stop writing | stop the text* | stop the messages | stop these |
    stop your text* | stop your messages | stop all text* | stop all messages | stop all sms |
    quit text* | quit messaging | quit sending | quit contacting | cease and desist | no more text* |
    no more messages | no more sms | don't text | do not text | don't message me | do not message me |
    don't contact me | do not contact me | don't send me any | do not send me any | don't send me more |
    do not send me more | don't write to me | do not write to me | never text me | never contact me |
    never message me | unsubscribe | opt out | opt me out | opting out | remove me | remove my number |
    delete my number | lose my number | take me off | leave me alone | withdraw my consent |
    revoke my consent | no longer wish to receive | no longer want to receive | don't want to receive |
    do not want to receive | don't want these | don't want your messages | don't want any more |
    do not want any more | cancel these text* | cancel these messages
  `),
  cs: listOf(`
    přestaň* mi psát | přestaň* mi posílat | přestaň* psát | přestaň* posílat | nepište mi |
    už mi nepiš* | už nepište | neposílejte mi | už mi neposílej* | už neposílejte | nekontaktujte mě |
    nechci dostávat | nechci už | nechci žádné | nechci další | odhlaste mě | odhlásit mě | vymažte moje |
    smažte moje | smažte mé | dejte mi pokoj | nechte mě být | nechte mě na pokoji
  `),
  da: listOf(`
    stop med at skrive | stop med at sende | stop med at sms* | stop med at kontakte | stop med sms* |
    lad være med at skrive | lad være med at sende | ikke flere beskeder | ikke flere sms* |
    skriv ikke til mig | skriv ikke mere | send ikke flere | send mig ikke | kontakt mig ikke |
    lad mig være | afmeld mig | frameld mig | slet mit nummer | ønsker ikke at modtage |
    vil ikke modtage | vil ikke have flere
  `),
  de: listOf(`
    hören Sie auf | hör auf mir | hört auf mir | keine Nachrichten mehr | keine SMS mehr |
    keine weiteren Nachrichten | keine weiteren SMS | nicht mehr schreiben | mir nicht mehr |
    nicht mehr kontaktieren | lassen Sie mich in Ruhe | lass mich in Ruhe | lasst mich in Ruhe |
    löschen Sie meine Nummer | meine Nummer löschen | mich abmelden | melden Sie mich ab
  `),
  es: listOf(`
    no me escriba* | no me mande* | no me envíe* | no me contacte* | dej* de escribir* | dej* de mandar* |
    dej* de enviar* | dej* de molestar* | paren de | pare de enviar* | no quiero recibir |
    no quiero más mensajes | no más mensajes | no más sms | dar de baja | darme de baja | denme de baja |
    quítenme | quíteme | bórrenme | bórreme | borren mi número | borre mi número | déjenme en paz
  `),
  fr: listOf(`
    arrêt* de m'envoyer | arrêt* d'envoyer | arrêt* de m'écrire | arrêt* de me contacter |
    arrêt* de me déranger | arrêtez vos | arrêtez les messages | arrêtez les sms | ne m'envoyez plus |
    ne m'envoie plus | ne m'écrivez plus | ne me contactez plus | ne plus recevoir | plus recevoir de |
    ne plus me contacter | désabonn* | désinscri* | supprimez mon numéro | effacez mon numéro |
    retirez moi | laissez moi tranquille | stop aux sms | stop aux messages | cessez de
  `),
  it: listOf(`
    smett* di scriver* | smett* di mandar* | smett* di inviar* | smett* di contattar* | smettetela |
    smett* di disturbar* | smettila | non scrivetemi | non scrivermi | non mi scriv* | non mandatemi |
    non mandarmi | non inviatemi | non inviarmi | non contattatemi | non contattarmi | non mi mandate |
    non mi inviate | non mi contattate | non voglio ricevere | non voglio più |
    non voglio altri messaggi | basta messaggi | basta sms | basta con | cancellatemi | disiscriv* |
    toglietemi | rimuovetemi | cancellate il mio numero | eliminate il mio numero | lasciatemi in pace |
    lasciami in pace
  `),
  lt: listOf(`
    nerašykit* | neberašykit* | nesiųskit* | nebesiųskit* | nustokit* siųsti | nustokit* rašyti |
    nenoriu gauti | nebenoriu gauti | nenoriu daugiau | atsisakau žinučių | ištrinkit* mano numerį |
    palikit* mane ramybėje | liaukitės
  `),
  ms: listOf(`
    berhenti hantar* | berhenti menghantar | jangan hantar | jangan mesej | tak mahu terima
  `),
  nl: listOf(`
    stop met sms* | stop met berichten | stop met sturen | stop met het sturen | stop met mij |
    stop met me | geen berichten meer | geen sms meer | geen sms'jes meer | niets meer sturen |
    niet meer sturen | stuur me niets | stuur me geen | stuur mij geen | stuur mij niets |
    laat me met rust | laat mij met rust | uitschrijven | schrijf me uit | schrijf mij uit | meld me af |
    meld mij af | verwijder mijn nummer | wil geen berichten | wil geen sms* | niet meer contacteren
  `),
  pl: listOf(`
    nie piszcie | nie pisz do | nie pisz więcej | nie pisz już | proszę nie pisać | nie wysyłajcie |
    nie wysyłaj mi | nie wysyłaj więcej | proszę nie wysyłać | nie chcę otrzymywać | nie chcę dostawać |
    nie chcę więcej | nie życzę sobie | przestań* pisać | przestań* wysyłać | przestań* do mnie |
    proszę przestać | wypisz* mnie | wypisać mnie | usuńcie mój numer | usuń mój numer |
    proszę usunąć mój numer | nie kontaktujcie | dajcie mi spokój | rezygnuję z sms* |
    rezygnuję z wiadomości | koniec z sms*
  `),
  sv: listOf(`
    sluta skicka | sluta skriva | sluta smsa | sluta kontakta | skicka inte fler | skicka inte mer |
    skicka inga fler | inga fler sms | inga fler meddelanden | skriv inte till mig | skriv inte mer |
    vill inte ha | vill inte få | vill inte längre | kontakta mig inte | kontakta inte mig | ta bort mig |
    ta bort mitt nummer | avregistrera mig | lämna mig ifred | lämna mig i fred
  `),
  zh: listOf(`
    不要再发 | 不要再發 | 别再发 | 別再發 | 停止发 | 停止發 | 退订 | 退訂 | 取消订阅 | 取消訂閱 | 不要发短信
  `),
};

/** The opposite, in which such a phrase stands: taken out before phrases are looked for. */
export const KEEP_GOING: readonly string[] = listOf(`
  don't stop | do not stop | never stop | didn't stop | don't unsubscribe | do not unsubscribe |
  don't want to unsubscribe | didn't unsubscribe | don't remove me | do not remove me |
  don't want to opt out | don't opt me out | non smett* | no dej*
`);

/** Words that mean a stop even between courtesies: "stop it please". "Cancel please" may mean an appointment. */
export const BARE_STOPS: readonly string[] = listOf(`
  stop | stopp | stoppen | stopall | stopping | unsubscribe | arrêt | arrêter | arrêtez | basta | ferma |
  fermatevi | afmeld | avsluta | sluta | sustabdykite | przestań | przestańcie | přestaňte
`);

/** Words that add nothing to a stop. */
export const COURTESIES: readonly string[] = listOf(`
  please | pls | plz | now | just | it | this | ok | okay | already | kindly | hi | hello | hey | thanks |
  thank | thx | you | sorry | no | per | favore | grazie | ciao | por | favor | gracias | s'il | sil |
  vous | te | plaît | svp | stp | merci | bitte | danke | alstublieft | aub | bedankt | tak | venligst |
  tack | snälla | prosím | děkuji | proszę | dziękuję | prašau | ačiū | tolong
`);

/** Phrases between bars: a quotation mark for every one would make the lists three times as long. */
function listOf(phrases: string): string[] {
  return phrases.split('|').map((phrase) => phrase.trim());
}
