import { type Catalogue, createSayings } from './messages.ts';

/** What a mail says to somebody whose answer by mail was not posted. */
export type ReplyKey =
  | 'subject'
  | 'preheader'
  | 'heading'
  | 'left'
  | 'too-late'
  | 'topic-gone'
  | 'files'
  | 'empty'
  | 'too-long'
  | 'asks-to-end'
  | 'own-links'
  | 'too-many'
  | 'cut'
  | 'unread'
  | 'yours'
  | 'kept'
  | 'open'
  | 'why'
  | 'settings';

/** @see ReplyKey */
export const repliesCatalogue: Catalogue<ReplyKey> = {
  en: {
    subject: 'Not posted: {subject}',
    preheader: 'Your answer by mail did not become a post.',
    heading: 'Your answer was not posted',
    left: 'You no longer belong to the community that this discussion is in, so you cannot write in it.',
    'too-late':
      'The mail that you answered is old: it takes answers for {days, number} days. Open the discussion and post your answer there.',
    'topic-gone': 'The discussion that you answered is no longer there.',
    files:
      'Your mail has a file attached, and files cannot be posted by mail. Send the text again without the file, or put the file where others reach it and write its address.',
    empty:
      'Nothing was left of your mail without what it quotes and your signature. Write your answer above the quoted text.',
    'too-long':
      'Your answer is longer than a post can be, which is {most, number} characters. Shorten it, or make several of it.',
    'own-links':
      'What you sent holds links of the mail that you answered, which open your own choices of mail to whoever has them, so it was not posted. Leave out the text of that mail and send your answer again.',
    'asks-to-end':
      'You wrote only that you want no more mail, so this was not posted. To end it, or to choose what you are mailed and when, open the link at the foot of this mail.',
    'too-many':
      'Of what you send by mail to one discussion on one day, {most, number} answers become posts, and this was one more. Until tomorrow, no further answer to this discussion becomes a post, and you will not be told again. Open the discussion and post there.',
    cut: 'This is how it begins: all of it does not fit into this mail. Characters that are missing at its end: {missing, number}. All of it is in the mail that you sent, and as it arrived it is kept for {days, number} days, where those who run this service can find it for you.',
    unread:
      'This is how it begins: your mail is longer than what is read of one, so more may follow. All of it is in the mail that you sent, and as it arrived it is kept for {days, number} days, where those who run this service can find it for you.',
    yours: 'What you wrote',
    kept: 'It is kept nowhere else; copy it from here.',
    open: 'Open the discussion',
    why: 'You get this mail because you answered a mail of {organization}.',
    settings: 'Choose your mail',
  },
  es: {
    subject: 'No se publicó: {subject}',
    preheader: 'Tu respuesta por correo no se ha publicado.',
    heading: 'Tu respuesta no se ha publicado',
    left: 'Ya no perteneces a la comunidad de esta conversación, por lo que no puedes escribir en ella.',
    'too-late':
      'El correo al que respondiste es antiguo: admite respuestas durante {days, number} días. Abre la conversación y publica allí tu respuesta.',
    'topic-gone': 'La conversación a la que respondiste ya no existe.',
    files:
      'Tu correo lleva un archivo adjunto, y por correo no se pueden publicar archivos. Envía el texto otra vez sin el archivo, o pon el archivo donde los demás lo alcancen y escribe su dirección.',
    empty:
      'De tu correo no quedó nada sin el texto citado y la firma. Escribe tu respuesta encima del texto citado.',
    'too-long':
      'Tu respuesta es más larga de lo que puede ser una publicación: {most, number} caracteres. Acórtala o divídela en varias.',
    'own-links':
      'Lo que enviaste contiene enlaces del correo al que respondiste, que abren tus propios ajustes de correo a quien los tenga, así que no se ha publicado. Quita el texto de ese correo y envía tu respuesta otra vez.',
    'asks-to-end':
      'Solo escribiste que no quieres más correos, así que no se ha publicado. Para dejar de recibirlos, o para elegir cuáles recibes y cuándo, abre el enlace al pie de este correo.',
    'too-many':
      'De lo que envías por correo a una conversación en un mismo día se publican {most, number} respuestas, y esta era una más. Hasta mañana no se publicará ninguna otra respuesta a esta conversación, y no volveremos a avisarte. Abre la conversación y publica allí.',
    cut: 'Así empieza: no cabe entero en este correo. Caracteres que faltan al final: {missing, number}. Está entero en el correo que enviaste y, tal como llegó, se guarda {days, number} días, donde quienes gestionan este servicio pueden encontrarlo para ti.',
    unread:
      'Así empieza: tu correo es más largo de lo que se lee de uno, por lo que puede seguir. Está entero en el correo que enviaste y, tal como llegó, se guarda {days, number} días, donde quienes gestionan este servicio pueden encontrarlo para ti.',
    yours: 'Lo que escribiste',
    kept: 'No se guarda en ningún otro sitio; cópialo de aquí.',
    open: 'Abrir la conversación',
    why: 'Recibes este correo porque respondiste a un correo de {organization}.',
    settings: 'Elegir qué correos recibes',
  },
  fr: {
    subject: 'Non publié : {subject}',
    preheader: 'Votre réponse par courriel n’a pas été publiée.',
    heading: 'Votre réponse n’a pas été publiée',
    left: 'Vous ne faites plus partie de la communauté de cette discussion, vous ne pouvez donc pas y écrire.',
    'too-late':
      'Le courriel auquel vous avez répondu est ancien : il accepte les réponses pendant {days, number} jours. Ouvrez la discussion et publiez-y votre réponse.',
    'topic-gone': 'La discussion à laquelle vous avez répondu n’existe plus.',
    files:
      'Votre courriel contient une pièce jointe, et les fichiers ne peuvent pas être publiés par courriel. Renvoyez le texte sans le fichier, ou déposez le fichier là où les autres y ont accès et écrivez son adresse.',
    empty:
      'Il ne restait rien de votre courriel sans le texte cité et la signature. Écrivez votre réponse au-dessus du texte cité.',
    'too-long':
      'Votre réponse est plus longue que ne peut l’être une publication, soit {most, number} caractères. Raccourcissez-la ou faites-en plusieurs.',
    'own-links':
      'Ce que vous avez envoyé contient des liens du courriel auquel vous avez répondu, qui ouvrent vos propres choix de courriels à quiconque les possède ; ce n’a donc pas été publié. Retirez le texte de ce courriel et renvoyez votre réponse.',
    'asks-to-end':
      'Vous avez seulement écrit que vous ne voulez plus de courriels, ce n’a donc pas été publié. Pour y mettre fin, ou pour choisir lesquels vous recevez et quand, ouvrez le lien au bas de ce courriel.',
    'too-many':
      'De ce que vous envoyez par courriel à une discussion en un jour, {most, number} réponses sont publiées, et celle-ci était de trop. Jusqu’à demain, aucune autre réponse à cette discussion ne sera publiée, et vous n’en serez plus averti. Ouvrez la discussion et publiez-y votre réponse.',
    cut: 'En voici le début : le tout ne tient pas dans ce courriel. Caractères qui manquent à la fin : {missing, number}. Le tout se trouve dans le courriel que vous avez envoyé et, tel qu’il est arrivé, il est conservé {days, number} jours, là où les responsables de ce service peuvent le retrouver pour vous.',
    unread:
      'En voici le début : votre courriel est plus long que ce qui en est lu, il se peut donc qu’il continue. Le tout se trouve dans le courriel que vous avez envoyé et, tel qu’il est arrivé, il est conservé {days, number} jours, là où les responsables de ce service peuvent le retrouver pour vous.',
    yours: 'Ce que vous avez écrit',
    kept: 'Ce texte n’est conservé nulle part ailleurs ; copiez-le d’ici.',
    open: 'Ouvrir la discussion',
    why: 'Vous recevez ce courriel parce que vous avez répondu à un courriel de l’organisation {organization}.',
    settings: 'Choisir vos courriels',
  },
  ar: {
    subject: 'لم يُنشر: {subject}',
    preheader: 'لم يُنشر ردّك المرسل بالبريد.',
    heading: 'لم يُنشر ردّك',
    left: 'لم تعد عضوًا في المجتمع الذي تجري فيه هذه المناقشة، ولذلك لا يمكنك الكتابة فيها.',
    'too-late':
      'الرسالة التي رددت عليها قديمة: تُقبل الردود عليها خلال {days, number} يومًا. افتح المناقشة وانشر ردّك هناك.',
    'topic-gone': 'المناقشة التي رددت عليها لم تعد موجودة.',
    files:
      'في رسالتك ملف مرفق، ولا يمكن نشر الملفات بالبريد. أرسل النص مرة أخرى دون الملف، أو ضع الملف حيث يصل إليه الآخرون واكتب عنوانه.',
    empty: 'لم يبق شيء من رسالتك بعد حذف النص المقتبس والتوقيع. اكتب ردّك فوق النص المقتبس.',
    'too-long':
      'ردّك أطول مما يمكن أن تكون عليه المشاركة، وهو {most, number} حرف. اختصره أو قسّمه إلى عدة ردود.',
    'own-links':
      'يحتوي ما أرسلته على روابط من الرسالة التي رددت عليها، تفتح خياراتك الخاصة بالبريد لكل من يملكها، ولذلك لم يُنشر. احذف نص تلك الرسالة وأرسل ردّك مرة أخرى.',
    'asks-to-end':
      'لم تكتب سوى أنك لا تريد مزيدًا من الرسائل، ولذلك لم يُنشر ما كتبته. لإيقافها، أو لاختيار ما يصلك ومتى، افتح الرابط في أسفل هذه الرسالة.',
    'too-many':
      'مما ترسله بالبريد إلى مناقشة واحدة في يوم واحد يُنشر عدد من الردود هو {most, number}، وهذا الرد زائد عليه. حتى الغد لن يُنشر أي رد آخر على هذه المناقشة، ولن نخبرك بذلك مرة أخرى. افتح المناقشة وانشر ردّك هناك.',
    cut: 'هذه بدايته: لا تتسع هذه الرسالة له كاملًا. عدد الأحرف الناقصة في آخره: {missing, number}. تجده كاملًا في الرسالة التي أرسلتها، ويُحفظ كما وصل {days, number} يومًا حيث يستطيع القائمون على هذه الخدمة العثور عليه من أجلك.',
    unread:
      'هذه بدايته: رسالتك أطول مما يُقرأ من رسالة واحدة، وقد تكون لها بقية. تجده كاملًا في الرسالة التي أرسلتها، ويُحفظ كما وصل {days, number} يومًا حيث يستطيع القائمون على هذه الخدمة العثور عليه من أجلك.',
    yours: 'ما كتبته',
    kept: 'لا يُحفظ هذا النص في أي مكان آخر؛ انسخه من هنا.',
    open: 'فتح المناقشة',
    why: 'تصلك هذه الرسالة لأنك رددت على رسالة من {organization}.',
    settings: 'اختيار بريدك',
  },
};

/** What a mail about an answer that was not posted says, in one language. */
export const repliesSayings = createSayings(repliesCatalogue);
