import { type Catalogue, createSayings } from './messages.ts';

/** What a mail says that tells a member something at once. */
export type NotificationKey =
  | 'somebody'
  | 'replySubject'
  | 'replyHeading'
  | 'mentionSubject'
  | 'mentionHeading'
  | 'coachingHeading'
  | 'coachingText'
  | 'deadlineHeading'
  | 'deadlineText'
  | 'deadlineTodayHeading'
  | 'deadlineTodayText'
  | 'noticeFrom'
  | 'writtenOn'
  | 'askedOn'
  | 'heldHeading'
  | 'byline'
  | 'answerByMail'
  | 'openPost'
  | 'readOn'
  | 'openCommunity'
  | 'openCycle'
  | 'openHome'
  | 'more'
  | 'whyReply'
  | 'whyMention'
  | 'whyCoaching'
  | 'whyDeadline'
  | 'whyNotice'
  | 'whyAtOnce'
  | 'heldQuiet'
  | 'heldHour'
  | 'heldSeveral'
  | 'heldOther'
  | 'offReply'
  | 'offMention'
  | 'offCoaching'
  | 'offDeadline'
  | 'offNotice'
  | 'offAll'
  | 'settings';

/** @see NotificationKey */
export const notificationCatalogue: Catalogue<NotificationKey> = {
  en: {
    somebody: 'Somebody',
    replySubject: 'New reply: {title}',
    replyHeading: '{name} replied to you',
    mentionSubject: 'You are mentioned: {title}',
    mentionHeading: '{name} mentioned you',
    coachingHeading: '{name} asks for coaching',
    coachingText: 'In {community}, {name} asked for a coach. Get in touch with them in the community.',
    deadlineHeading: 'To be done by {day}: {task} · {title}',
    deadlineText: 'Step {step} of {steps} of this cycle, “{task}”, is to be done by {day}, in {community}.',
    deadlineTodayHeading: 'To be done today: {task} · {title}',
    deadlineTodayText:
      'Step {step} of {steps} of this cycle, “{task}”, is to be done today, {day}, in {community}.',
    noticeFrom: '{name}, for the staff of {organization}',
    writtenOn: 'Written on {moment}',
    askedOn: 'Asked on {moment}',
    heldHeading: '{count, plural, one {One thing that waited for you} other {# things that waited for you}}',
    byline: '{name} in {community}',
    answerByMail: 'You can answer this mail: what you write becomes a post in the discussion.',
    openPost: 'Read and answer',
    readOn: 'The post goes on: read on',
    openCommunity: 'Open the community',
    openCycle: 'Open the cycle',
    openHome: 'Open Colloquy',
    more: '{count, plural, one {And one thing more} other {And # things more}}',
    whyReply: 'You get this mail because somebody replied in a discussion that you began.',
    whyMention: 'You get this mail because somebody named you in a post.',
    whyCoaching: 'You get this mail because you are a coach of this community.',
    whyDeadline: 'You get this mail because you take part in this cycle.',
    whyNotice: 'You get this mail because the staff of {organization} have something urgent to say.',
    whyAtOnce: 'You get this mail because you want to hear of these things at once.',
    heldQuiet: 'It waited until your quiet hours were over.',
    heldHour: 'It waited until the time that is set for your mail.',
    heldSeveral: 'It waited because several posts came in a few minutes.',
    heldOther: 'It waited for a while before it was sent.',
    offReply: 'No more mail about replies',
    offMention: 'No more mail about mentions',
    offCoaching: 'No more mail about coaching requests',
    offDeadline: 'No more mail about deadlines',
    offNotice: 'No more urgent notices by mail',
    offAll: 'No more mail about anything that cannot wait for the digest',
    settings: 'All settings of your mail',
  },
  es: {
    somebody: 'Alguien',
    replySubject: 'Nueva respuesta: {title}',
    replyHeading: '{name} te ha respondido',
    mentionSubject: 'Te mencionan: {title}',
    mentionHeading: '{name} te ha mencionado',
    coachingHeading: '{name} pide acompañamiento',
    coachingText:
      'En {community}, {name} ha pedido el acompañamiento de un coach. Ponte en contacto en la comunidad.',
    deadlineHeading: 'Para el {day}: {task} · {title}',
    deadlineText:
      'El paso {step} de {steps} de este ciclo, «{task}», debe estar listo el {day}, en {community}.',
    deadlineTodayHeading: 'Para hoy: {task} · {title}',
    deadlineTodayText:
      'El paso {step} de {steps} de este ciclo, «{task}», debe estar listo hoy, {day}, en {community}.',
    noticeFrom: '{name}, por el personal de {organization}',
    writtenOn: 'Escrito el {moment}',
    askedOn: 'Pedido el {moment}',
    heldHeading:
      '{count, plural, one {Una novedad que te esperaba} many {# novedades que te esperaban} other {# novedades que te esperaban}}',
    byline: '{name} en {community}',
    answerByMail: 'Puedes responder a este correo: lo que escribas se publicará en la conversación.',
    openPost: 'Leer y responder',
    readOn: 'La publicación continúa: seguir leyendo',
    openCommunity: 'Abrir la comunidad',
    openCycle: 'Abrir el ciclo',
    openHome: 'Abrir Colloquy',
    more: '{count, plural, one {Y una novedad más} many {Y # novedades más} other {Y # novedades más}}',
    whyReply: 'Recibes este correo porque alguien ha respondido en una conversación que empezaste.',
    whyMention: 'Recibes este correo porque alguien te ha nombrado en una publicación.',
    whyCoaching: 'Recibes este correo porque eres coach de esta comunidad.',
    whyDeadline: 'Recibes este correo porque participas en este ciclo.',
    whyNotice: 'Recibes este correo porque el personal de {organization} tiene algo urgente que decir.',
    whyAtOnce: 'Recibes este correo porque quieres enterarte de estas cosas enseguida.',
    heldQuiet: 'Ha esperado a que terminaran tus horas de silencio.',
    heldHour: 'Ha esperado a la hora fijada para tu correo.',
    heldSeveral: 'Ha esperado porque llegaron varias publicaciones en pocos minutos.',
    heldOther: 'Ha esperado un tiempo antes de salir.',
    offReply: 'No recibir más correos sobre respuestas',
    offMention: 'No recibir más correos sobre menciones',
    offCoaching: 'No recibir más correos sobre peticiones de acompañamiento',
    offDeadline: 'No recibir más correos sobre plazos',
    offNotice: 'No recibir más avisos urgentes por correo',
    offAll: 'No recibir más correos sobre nada que no pueda esperar al resumen',
    settings: 'Todos los ajustes de tu correo',
  },
  fr: {
    somebody: 'Quelqu’un',
    replySubject: 'Nouvelle réponse\u00a0: {title}',
    replyHeading: '{name} vous a répondu',
    mentionSubject: 'On vous mentionne\u00a0: {title}',
    mentionHeading: '{name} a parlé de vous',
    coachingHeading: '{name} demande un accompagnement',
    coachingText: 'Dans {community}, {name} a demandé l’aide d’un coach. Prenez contact dans la communauté.',
    deadlineHeading: 'À faire pour le {day}\u00a0: {task} · {title}',
    deadlineText:
      'L’étape {step} sur {steps} de ce cycle, «\u00a0{task}\u00a0», est à terminer pour le {day}, dans {community}.',
    deadlineTodayHeading: 'À faire aujourd’hui\u00a0: {task} · {title}',
    deadlineTodayText:
      'L’étape {step} sur {steps} de ce cycle, «\u00a0{task}\u00a0», est à terminer aujourd’hui, {day}, dans {community}.',
    noticeFrom: '{name}, pour l’équipe ({organization})',
    writtenOn: 'Écrit le {moment}',
    askedOn: 'Demandé le {moment}',
    heldHeading:
      '{count, plural, one {Une nouvelle qui vous attendait} many {# nouvelles qui vous attendaient} other {# nouvelles qui vous attendaient}}',
    byline: '{name} dans {community}',
    answerByMail:
      'Vous pouvez répondre à ce message\u00a0: ce que vous écrivez sera publié dans la discussion.',
    openPost: 'Lire et répondre',
    readOn: 'La publication continue : lire la suite',
    openCommunity: 'Ouvrir la communauté',
    openCycle: 'Ouvrir le cycle',
    openHome: 'Ouvrir Colloquy',
    more: '{count, plural, one {Et une nouvelle de plus} many {Et # nouvelles de plus} other {Et # nouvelles de plus}}',
    whyReply:
      'Vous recevez ce message parce que quelqu’un a répondu dans une discussion que vous avez ouverte.',
    whyMention: 'Vous recevez ce message parce que quelqu’un vous a nommé dans une publication.',
    whyCoaching: 'Vous recevez ce message parce que vous êtes coach de cette communauté.',
    whyDeadline: 'Vous recevez ce message parce que vous participez à ce cycle.',
    whyNotice:
      'Vous recevez ce message parce que l’équipe de l’organisation {organization} a une annonce urgente.',
    whyAtOnce: 'Vous recevez ce message parce que vous souhaitez apprendre aussitôt ces nouvelles.',
    heldQuiet: 'Il a attendu la fin de vos heures de silence.',
    heldHour: 'Il a attendu l’heure fixée pour vos messages.',
    heldSeveral: 'Il a attendu parce que plusieurs publications sont arrivées en quelques minutes.',
    heldOther: 'Il a attendu quelque temps avant de partir.',
    offReply: 'Ne plus recevoir de message sur les réponses',
    offMention: 'Ne plus recevoir de message sur les mentions',
    offCoaching: 'Ne plus recevoir de message sur les demandes d’accompagnement',
    offDeadline: 'Ne plus recevoir de message sur les échéances',
    offNotice: 'Ne plus recevoir d’annonce urgente par courriel',
    offAll: 'Ne plus recevoir aucun message sur ce qui ne peut attendre le résumé',
    settings: 'Tous les réglages de vos messages',
  },
  ar: {
    somebody: 'أحد الأعضاء',
    replySubject: 'رد جديد: {title}',
    replyHeading: 'رد من {name} عليك',
    mentionSubject: 'ورد ذكرك: {title}',
    mentionHeading: 'ورد ذكرك في منشور كتبه {name}',
    coachingHeading: 'طلب إرشاد من {name}',
    coachingText: 'في {community}، ورد طلب إرشاد من {name}. تواصل معه داخل المجتمع.',
    deadlineHeading: 'الموعد النهائي {day}: {task} · {title}',
    deadlineText:
      'يجب إنجاز الخطوة {step} من {steps} في هذه الدورة، «{task}»، قبل نهاية {day}، في {community}.',
    deadlineTodayHeading: 'الموعد النهائي اليوم: {task} · {title}',
    deadlineTodayText:
      'يجب إنجاز الخطوة {step} من {steps} في هذه الدورة، «{task}»، قبل نهاية اليوم، {day}، في {community}.',
    noticeFrom: '{name}، عن فريق {organization}',
    writtenOn: 'كُتب يوم {moment}',
    askedOn: 'طُلب يوم {moment}',
    heldHeading:
      '{count, plural, zero {لا جديد ينتظرك} one {أمر واحد كان ينتظرك} two {أمران كانا ينتظرانك} few {# أمور كانت تنتظرك} many {# أمرًا كان ينتظرك} other {# أمر كان ينتظرك}}',
    byline: '{name} في {community}',
    answerByMail: 'يمكنك الرد على هذه الرسالة: ما تكتبه يُنشر في النقاش.',
    openPost: 'اقرأ ورُدّ',
    readOn: 'للمشاركة بقية: تابع القراءة',
    openCommunity: 'افتح المجتمع',
    openCycle: 'افتح الدورة',
    openHome: 'افتح Colloquy',
    more: '{count, plural, zero {لا شيء آخر} one {وأمر واحد آخر} two {وأمران آخران} few {و# أمور أخرى} many {و# أمرًا آخر} other {و# أمر آخر}}',
    whyReply: 'تصلك هذه الرسالة لأن أحدهم رد في نقاش بدأته أنت.',
    whyMention: 'تصلك هذه الرسالة لأن أحدهم ذكرك بالاسم في منشور.',
    whyCoaching: 'تصلك هذه الرسالة لأنك مرشد في هذا المجتمع.',
    whyDeadline: 'تصلك هذه الرسالة لأنك تشارك في هذه الدورة.',
    whyNotice: 'تصلك هذه الرسالة لأن لدى فريق {organization} أمرًا عاجلًا.',
    whyAtOnce: 'تصلك هذه الرسالة لأنك تريد أن تعرف ما يجدّ فور حدوثه.',
    heldQuiet: 'وقد انتظرت حتى انتهت ساعات الهدوء.',
    heldHour: 'وقد انتظرت حتى الوقت المحدد لبريدك.',
    heldSeveral: 'وقد انتظرت لأن عدة منشورات وردت في دقائق قليلة.',
    heldOther: 'وقد انتظرت بعض الوقت قبل إرسالها.',
    offReply: 'لا مزيد من الرسائل عن الردود',
    offMention: 'لا مزيد من الرسائل عن الإشارات إليك',
    offCoaching: 'لا مزيد من الرسائل عن طلبات الإرشاد',
    offDeadline: 'لا مزيد من الرسائل عن المواعيد النهائية',
    offNotice: 'لا مزيد من الإعلانات العاجلة بالبريد',
    offAll: 'لا مزيد من الرسائل عن أي شيء لا يحتمل انتظار الملخص',
    settings: 'كل إعدادات بريدك',
  },
};

/** Says what a notification says, in a language. */
export const notificationSayings = createSayings(notificationCatalogue);
