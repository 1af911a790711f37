import { type Catalogue, createSayings } from '../mail/messages.ts';

/** What a mail says beside, to somebody whose answer by mail was one too many, or does not go back to them whole. */
export type ReturnedKey = 'too-many' | 'cut' | 'unread';

/** @see ReturnedKey */
export const returnedCatalogue: Catalogue<ReturnedKey> = {
  en: {
    'too-many':
      'Of what you send by mail to one discussion on one day, {most, number} answers become posts, and this was one more. Until tomorrow, no further answer to this discussion becomes a post, and you will not be told again. Open the discussion and post there.',
    cut: 'This is how it begins: all of it does not fit into this mail. Characters that are missing at its end: {missing, number}. All of it is in the mail that you sent, and as it arrived it is kept for {days, number} days, where those who run this service can find it for you.',
    unread:
      'This is how it begins: your mail is longer than what is read of one, so more may follow. All of it is in the mail that you sent, and as it arrived it is kept for {days, number} days, where those who run this service can find it for you.',
  },
  es: {
    'too-many':
      'De lo que envías por correo a una conversación en un mismo día se publican {most, number} respuestas, y esta era una más. Hasta mañana no se publicará ninguna otra respuesta a esta conversación, y no volveremos a avisarte. Abre la conversación y publica allí.',
    cut: 'Así empieza: no cabe entero en este correo. Caracteres que faltan al final: {missing, number}. Está entero en el correo que enviaste y, tal como llegó, se guarda {days, number} días, donde quienes gestionan este servicio pueden encontrarlo para ti.',
    unread:
      'Así empieza: tu correo es más largo de lo que se lee de uno, por lo que puede seguir. Está entero en el correo que enviaste y, tal como llegó, se guarda {days, number} días, donde quienes gestionan este servicio pueden encontrarlo para ti.',
  },
  fr: {
    'too-many':
      'De ce que vous envoyez par courriel à une discussion en un jour, {most, number} réponses sont publiées, et celle-ci était de trop. Jusqu’à demain, aucune autre réponse à cette discussion ne sera publiée, et vous n’en serez plus averti. Ouvrez la discussion et publiez-y votre réponse.',
    cut: 'En voici le début : le tout ne tient pas dans ce courriel. Caractères qui manquent à la fin : {missing, number}. Le tout se trouve dans le courriel que vous avez envoyé et, tel qu’il est arrivé, il est conservé {days, number} jours, là où les responsables de ce service peuvent le retrouver pour vous.',
    unread:
      'En voici le début : votre courriel est plus long que ce qui en est lu, il se peut donc qu’il continue. Le tout se trouve dans le courriel que vous avez envoyé et, tel qu’il est arrivé, il est conservé {days, number} jours, là où les responsables de ce service peuvent le retrouver pour vous.',
  },
  ar: {
    'too-many':
      'مما ترسله بالبريد إلى مناقشة واحدة في يوم واحد يُنشر عدد من الردود هو {most, number}، وهذا الرد زائد عليه. حتى الغد لن يُنشر أي رد آخر على هذه المناقشة، ولن نخبرك بذلك مرة أخرى. افتح المناقشة وانشر ردّك هناك.',
    cut: 'هذه بدايته: لا تتسع هذه الرسالة له كاملًا. عدد الأحرف الناقصة في آخره: {missing, number}. تجده كاملًا في الرسالة التي أرسلتها، ويُحفظ كما وصل {days, number} يومًا حيث يستطيع القائمون على هذه الخدمة العثور عليه من أجلك.',
    unread:
      'هذه بدايته: رسالتك أطول مما يُقرأ من رسالة واحدة، وقد تكون لها بقية. تجده كاملًا في الرسالة التي أرسلتها، ويُحفظ كما وصل {days, number} يومًا حيث يستطيع القائمون على هذه الخدمة العثور عليه من أجلك.',
  },
};

/** What a mail about an answer that was not posted says beside, in one language. */
export const returnedSayings = createSayings(returnedCatalogue);
