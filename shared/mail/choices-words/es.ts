import type { ChoicesWords } from './en.ts';

/** What the pages of a member's choices of mail say, in Spanish; they say "tú". */
export const es: ChoicesWords = {
  title: 'Tu correo',
  skip: 'Ir al contenido',
  lead: 'Un resumen de todas tus comunidades, y correo enseguida para lo que no puede esperar. Si no hay nada que contar, no se envía nada.',
  'by-link':
    'Esta página solo se abre con el enlace de tu correo. Quien reciba de ti ese correo puede cambiar lo que se elige aquí.',
  foot: 'Correo de {organization}, enviado con Colloquy.',
  'foot-site': 'Correo enviado con Colloquy.',

  saved: 'Guardado.',
  next: 'Tu próximo resumen llega el {when}.',
  'no-digest': 'Por ahora no recibes ningún resumen.',
  held: 'Por ahora no se te envía ningún correo.',
  'held-bounced':
    'Según quien gestiona tu buzón, tu dirección no existe. Pide al personal de tu organización que la corrija. Lo que elijas aquí se guarda y valdrá cuando se te vuelva a enviar correo.',
  'held-complained':
    'Desde tu buzón se marcó un correo nuestro como no deseado. Si quieres nuestro correo, pide al personal de tu organización que permita enviártelo de nuevo. Lo que elijas aquí se guarda y valdrá desde entonces.',
  'held-unreachable':
    'Varios correos han sido devueltos hace poco: puede que tu buzón esté lleno. Haz sitio en él; lo intentaremos de nuevo dentro de unos días, y el personal de tu organización puede hacer que sea antes.',

  digest: 'El resumen',
  'how-often': 'Con qué frecuencia',
  daily: 'Cada día',
  weekly: 'Una vez por semana',
  monthly: 'Una vez al mes',
  none: 'Nunca',
  weekday: 'Día, si es semanal',
  monthday: 'Día, si es mensual',
  'or-last': '{day}, o el último',
  hour: 'Hora del día',
  'time-zone': 'Zona horaria',
  'time-zone-hint': 'Todas las horas de este sitio se indican en ella.',
  language: 'Idioma de tu correo',
  'as-organization': 'El de mi organización',
  communities: 'Qué se cuenta de tus comunidades',
  'no-community': 'Todavía no perteneces a ninguna comunidad.',
  everything: 'Todo',
  mentions: 'Solo menciones y respuestas a mí',
  muted: 'Nada',
  'at-once': 'Correo enseguida',
  'at-once-text': 'Lo que no puede esperar al resumen. Desmarca lo que no quieras.',
  'kind-reply': 'Respuestas a mí',
  'kind-mention': 'Menciones de mí',
  'kind-coaching': 'Peticiones de acompañamiento',
  'kind-deadline': 'Plazos de mis ciclos, el día antes',
  'kind-notice': 'Avisos urgentes del personal',
  quiet: 'Horas de silencio',
  'quiet-text':
    'Lo que llegaría en estas horas, de tu propia zona horaria, espera a que terminen. Pueden pasar de medianoche.',
  'quiet-from': 'Silencio desde',
  'quiet-until': 'Silencio hasta',
  'no-quiet': 'Sin horas de silencio',
  'choose-one': 'Elige una opción',
  save: 'Guardar',

  'error-title': 'Todavía no se ha guardado nada. Revisa lo siguiente:',
  'error-line': '{field}: {message}',
  'error-choose': 'Elige una de las opciones de la lista.',
  'error-frequency': 'Elige con qué frecuencia llega tu resumen.',
  'error-quiet-until': 'Elige cuándo terminan tus horas de silencio, o que no las hay.',
  'error-quiet-from': 'Elige cuándo empiezan tus horas de silencio, o que no las hay.',
  'error-quiet-same': 'Elige un final distinto del comienzo: el silencio no puede durar todo el día.',

  'mails-reply': 'los correos sobre respuestas a ti',
  'mails-mention': 'los correos sobre menciones de ti',
  'mails-coaching': 'los correos sobre peticiones de acompañamiento',
  'mails-deadline': 'los correos sobre plazos de tus ciclos',
  'mails-notice': 'los avisos urgentes del personal',
  'end-title': 'Dejar de recibir este correo',
  'end-digests': '¿Dejar de recibir tu resumen?',
  'end-kind': '¿Dejar de recibir {mails}?',
  'end-digests-lead': 'Ya no llegará ningún resumen, de ninguna de tus comunidades.',
  'end-kind-lead': 'Ya no recibirás {mails}. El resto del correo sigue como está.',
  'end-digests-button': 'Dejar de recibir mi resumen',
  'end-kind-button': 'Dejar de recibir estos correos',
  instead: 'Elegir en su lugar qué llega y cuándo',
  'ended-title': 'Terminado',
  'ended-digests': 'Ya no recibirás tu resumen',
  'ended-kind': 'Ya no recibirás estos correos',
  'ended-before': 'Ya los habías dejado antes, y nada ha cambiado.',
  'ended-digests-lead': 'No se te enviarán más resúmenes. Si uno ya está en camino, aún puede llegar.',
  'ended-kind-lead': 'Ya no se te enviarán {mails}. Si uno ya está en camino, aún puede llegar.',
  undo: 'Deshacer: seguir recibiéndolos',
  'undo-digests':
    'Deshacer: {frequency, select, daily {cada día} monthly {una vez al mes} other {una vez por semana}}, como antes',
  all: 'Todos los ajustes de tu correo',
  'again-title': 'De nuevo activo',
  'again-digests': 'Tu resumen vuelve a llegar',
  'again-kind': 'Estos correos vuelven a llegar',
  'again-digests-lead':
    'No se pierde nada del tiempo intermedio: el próximo continúa donde terminó el anterior. Si llevaba más de treinta días desactivado, cuenta lo que ocurra desde ahora.',
  'again-kind-lead': 'Volverás a recibir {mails}.',

  'feed-title': 'Léelo en un lector de canales',
  'feed-text':
    'Un canal privado (Atom) contiene lo que tu resumen contaría de los últimos siete días y tú aún no has leído, cada cosa con el motivo por el que está ahí.',
  'feed-secret':
    'Quien tenga esta dirección puede leer tu canal. Si otra persona la ha obtenido, renuévala: la dirección anterior dejará de abrir nada.',
  'feed-make': 'Crear mi canal privado',
  'feed-renew': 'Renovar la dirección',
  'feed-end': 'Eliminar mi canal privado',

  'unknown-title': 'Este enlace no abre nada',
  unknown:
    'No pertenece a ningún correo nuestro, o es de una prueba o una vista previa. Puede haberse cortado en el correo: cópialo entero, o abre el enlace de un correo posterior.',
};
