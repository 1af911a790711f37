import type { DigestWords } from './en.ts';

/** What a digest says, in Spanish; it says "tú". */
export const es: DigestWords = {
  heading:
    '{frequency, select, daily {Tu resumen diario} weekly {Tu resumen semanal} monthly {Tu resumen mensual} other {Tu resumen}}',
  period: 'Esto es lo que ha pasado en tus comunidades desde el {from} hasta el {until}.',
  moment: '{day}, {hour, select, one {a la} other {a las}} {time}',
  introduction: 'Unas palabras de {by}, {community}',
  'subject-more':
    '{title} · {count, plural, one {# novedad más} many {# novedades más} other {# novedades más}}',

  'section-to-you': 'Dirigido a ti',
  'section-pinned': 'Destacado por quienes facilitan tus comunidades',
  'section-next': 'Tus próximos pasos',
  'section-unanswered': 'Preguntas que esperan respuesta',
  'section-popular': 'De qué han hablado tus colegas',
  'section-news': 'Novedades en tus comunidades',
  'section-earned': 'Lo que se ha conseguido',

  topic: 'Nuevo tema de {people}',
  'topic-replies': 'Nuevo tema y {count, plural, one {# respuesta} other {# respuestas}} de {people}',
  'topic-replies-or-more':
    'Nuevo tema y {count, plural, one {# o más respuestas} other {# o más respuestas}} de {people}',
  replies: '{count, plural, one {# respuesta} other {# respuestas}} de {people}',
  'replies-or-more': '{count, plural, one {# o más respuestas} other {# o más respuestas}} de {people}',
  by: 'De {people}',
  shared: 'Compartido por {people}',
  opened: 'Propuesto por {people}',
  joined: '{count, plural, one {# persona nueva} other {# personas nuevas}}: {people}',
  lasted: '{minutes, plural, one {# minuto} other {# minutos}}',
  'keep-badge': 'Una insignia que puedes conservar y compartir',
  done: '{percent} hecho',
  amount: '{amount} {unit}',
  'unit-hours': '{count, plural, one {# hora} other {# horas}}',
  'unit-ceu':
    '{count, plural, one {# unidad de formación continua (CEU)} other {# unidades de formación continua (CEU)}}',
  'unit-cpe': '{count, plural, one {# crédito CPE} other {# créditos CPE}}',
  'credited-together': '{count, plural, one {# anotación} other {# anotaciones}} en tu registro de créditos',
  'in-all': '{credit} en total',
  'credited-meeting':
    '{minutes, plural, one {# minuto} other {# minutos}} de una reunión de {community}, en el programa {program}',
  somebody: 'alguien de la comunidad',
  others: '{count, plural, one {# persona más} other {# personas más}}',

  mention: 'Te menciona',
  'reply-to-you': '{count, plural, one {Una respuesta para ti} other {Respuestas para ti}}',
  pinned: 'Destacado por quien facilita la comunidad',
  'new-topic': 'Un tema nuevo',
  discussion: 'Una conversación que continúa',
  'next-step': 'Paso {step} de {steps}',
  'next-step-due': 'Paso {step} de {steps}, para el {day}',
  'next-step-overdue': 'Paso {step} de {steps}, era para el {day}',
  goal: 'Tu objetivo',
  'goal-due': 'Tu objetivo, para el {day}',
  'goal-overdue': 'Tu objetivo, era para el {day}',
  unanswered:
    '{days, plural, =0 {Aún sin respuesta} one {Sin respuesta desde hace # día} other {Sin respuesta desde hace # días}}',
  popular: '{count, plural, one {Ha participado # persona} other {Han participado # personas}}',
  'new-members': '{count, plural, one {Alguien se ha unido} other {Varias personas se han unido}}',
  resource: 'Un recurso nuevo',
  video: 'Un vídeo nuevo',
  challenge: 'Un reto nuevo',
  meeting: 'Hubo una reunión',
  badge: 'La has conseguido',
  credit: 'Añadido a tu registro',
  correction: 'Una corrección de tu registro',

  'step-1': 'Revisar los datos e identificar un problema',
  'step-2': 'Estudiarlo y debatirlo',
  'step-3': 'Elegir estrategias',
  'step-4': 'Planificar, con una medida del éxito',
  'step-5': 'Llevarlo a la práctica y anotar logros y dificultades',
  'step-6': 'Analizar los resultados',
  'step-7': 'Reflexionar y ajustar',

  more: 'Y {count, plural, one {# publicación más} other {# publicaciones más}} en {community}',
  'more-or-more':
    'Y {count, plural, one {al menos # publicación más} other {al menos # publicaciones más}} en {community}',
  'more-unknown': 'Más en {community}',
  elsewhere:
    'Y {count, plural, one {# publicación más} other {# publicaciones más}} en {communities, plural, one {otra comunidad} other {otras # comunidades}}',
  'elsewhere-or-more':
    'Y {count, plural, one {al menos # publicación más} other {al menos # publicaciones más}} en {communities, plural, one {otra comunidad} other {otras # comunidades}}',
  action: 'Ir a tus comunidades',

  'footer-reason':
    'Recibes este correo porque formas parte de {organization} y elegiste {frequency, select, daily {un resumen diario} weekly {un resumen semanal} monthly {un resumen mensual} other {un resumen}}.',
  'footer-preferences': 'Elegir qué correos recibes y cuándo',
  'footer-unsubscribe': 'Dejar de recibir estos resúmenes',
};
