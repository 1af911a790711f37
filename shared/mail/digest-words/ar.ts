import type { DigestWords } from './en.ts';

/** What a digest says, in Arabic; plurals in all six forms. */
export const ar: DigestWords = {
  heading:
    '{frequency, select, daily {ملخصك اليومي} weekly {ملخصك الأسبوعي} monthly {ملخصك الشهري} other {ملخصك}}',
  period: 'إليك ما جرى في مجتمعاتك من {from} إلى {until}.',
  moment: '{day} {hour, select, other {في الساعة}} {time}',
  introduction: 'كلمة من {by}، {community}',
  'subject-more':
    '{title} · {count, plural, zero {لا غير} one {خبر آخر} two {خبران آخران} few {# أخبار أخرى} many {# خبرًا آخر} other {# خبر آخر}}',

  'section-to-you': 'موجّه إليك',
  'section-pinned': 'اختيار ميسّري مجتمعاتك',
  'section-next': 'خطواتك التالية',
  'section-unanswered': 'أسئلة تنتظر جوابًا',
  'section-popular': 'ما ناقشه زملاؤك',
  'section-news': 'الجديد في مجتمعاتك',
  'section-earned': 'ما تحقق من إنجازات',

  topic: 'موضوع جديد من {people}',
  'topic-replies':
    'موضوع جديد {count, plural, zero {بلا ردود} one {ورد واحد} two {وردّان} few {و# ردود} many {و# ردًا} other {و# رد}} من {people}',
  'topic-replies-or-more':
    'موضوع جديد {count, plural, zero {وربما ردود} one {ورد واحد أو أكثر} two {وردّان أو أكثر} few {و# ردود أو أكثر} many {و# ردًا أو أكثر} other {و# رد أو أكثر}} من {people}',
  replies:
    '{count, plural, zero {لا ردود} one {رد واحد} two {ردّان} few {# ردود} many {# ردًا} other {# رد}} من {people}',
  'replies-or-more':
    '{count, plural, zero {ربما ردود} one {رد واحد أو أكثر} two {ردّان أو أكثر} few {# ردود أو أكثر} many {# ردًا أو أكثر} other {# رد أو أكثر}} من {people}',
  by: 'من {people}',
  shared: 'شاركه {people}',
  opened: 'طرحه {people}',
  joined:
    '{count, plural, zero {لا أعضاء جدد} one {عضو جديد} two {عضوان جديدان} few {# أعضاء جدد} many {# عضوًا جديدًا} other {# عضو جديد}}: {people}',
  lasted:
    '{minutes, plural, zero {أقل من دقيقة} one {دقيقة واحدة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
  'keep-badge': 'شارة يمكنك الاحتفاظ بها ومشاركتها',
  done: 'أُنجز {percent}',
  amount: '{amount} {unit}',
  'unit-hours':
    '{count, plural, =1 {ساعة واحدة} =2 {ساعتان} zero {# ساعة} one {# ساعة} two {# ساعة} few {# ساعات} many {# ساعة} other {# ساعة}}',
  'unit-ceu':
    '{count, plural, =1 {وحدة تعليم مستمر واحدة (CEU)} =2 {وحدتا تعليم مستمر (CEU)} zero {# وحدة تعليم مستمر (CEU)} one {# وحدة تعليم مستمر (CEU)} two {# وحدة تعليم مستمر (CEU)} few {# وحدات تعليم مستمر (CEU)} many {# وحدة تعليم مستمر (CEU)} other {# وحدة تعليم مستمر (CEU)}}',
  'unit-cpe':
    '{count, plural, =1 {نقطة CPE واحدة} =2 {نقطتا CPE} zero {# نقطة CPE} one {# نقطة CPE} two {# نقطة CPE} few {# نقاط CPE} many {# نقطة CPE} other {# نقطة CPE}}',
  'credited-together':
    '{count, plural, zero {لا قيود} one {قيد واحد} two {قيدان} few {# قيود} many {# قيدًا} other {# قيد}} في سجل رصيدك',
  'in-all': '{credit} إجمالًا',
  'credited-meeting':
    '{minutes, plural, zero {أقل من دقيقة} one {دقيقة واحدة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}} من اجتماع {community}، ضمن برنامج {program}',
  somebody: 'أحد الأعضاء',
  others:
    '{count, plural, zero {لا أحد غيرهم} one {شخص آخر} two {شخصين آخرين} few {# أشخاص آخرين} many {# شخصًا آخر} other {# شخص آخر}}',

  mention: 'ورد ذكرك فيه',
  'reply-to-you':
    '{count, plural, zero {ردود عليك} one {رد عليك} two {ردّان عليك} few {ردود عليك} many {ردود عليك} other {ردود عليك}}',
  pinned: 'اختاره ميسّر المجتمع',
  'new-topic': 'موضوع جديد',
  discussion: 'نقاش مستمر',
  'next-step': 'الخطوة {step} من {steps}',
  'next-step-due': 'الخطوة {step} من {steps}، موعدها {day}',
  'next-step-overdue': 'الخطوة {step} من {steps}، كان موعدها {day}',
  goal: 'هدفك',
  'goal-due': 'هدفك، موعده {day}',
  'goal-overdue': 'هدفك، كان موعده {day}',
  unanswered:
    '{days, plural, =0 {لم يُجب عنه بعد} zero {لم يُجب عنه بعد} one {بلا جواب منذ يوم} two {بلا جواب منذ يومين} few {بلا جواب منذ # أيام} many {بلا جواب منذ # يومًا} other {بلا جواب منذ # يوم}}',
  popular:
    '{count, plural, zero {لم يكتب فيه أحد} one {كتب فيه شخص واحد} two {كتب فيه شخصان} few {كتب فيه # أشخاص} many {كتب فيه # شخصًا} other {كتب فيه # شخص}}',
  'new-members':
    '{count, plural, zero {لم ينضم أحد} one {انضم عضو جديد} two {انضم عضوان جديدان} few {انضم أعضاء جدد} many {انضم أعضاء جدد} other {انضم أعضاء جدد}}',
  resource: 'مورد جديد',
  video: 'مقطع مصور جديد',
  challenge: 'تحدٍّ جديد',
  meeting: 'عُقد اجتماع',
  badge: 'لقد نلتها',
  credit: 'أُضيف إلى سجلك',
  correction: 'تصحيح في سجلك',

  'step-1': 'مراجعة البيانات وتحديد مشكلة',
  'step-2': 'دراسة المشكلة ومناقشتها',
  'step-3': 'اختيار الاستراتيجيات',
  'step-4': 'التخطيط مع تحديد مقياس للنجاح',
  'step-5': 'التنفيذ مع تدوين النجاحات والتحديات',
  'step-6': 'تحليل النتائج',
  'step-7': 'التأمل والتعديل',

  more: '{count, plural, zero {لا مشاركات أخرى} one {ومشاركة أخرى} two {ومشاركتان أخريان} few {و# مشاركات أخرى} many {و# مشاركة أخرى} other {و# مشاركة أخرى}} في {community}',
  'more-or-more':
    '{count, plural, zero {وربما مشاركات أخرى} one {ومشاركة أخرى على الأقل} two {ومشاركتان أخريان على الأقل} few {و# مشاركات أخرى على الأقل} many {و# مشاركة أخرى على الأقل} other {و# مشاركة أخرى على الأقل}} في {community}',
  'more-unknown': 'المزيد في {community}',
  elsewhere:
    '{count, plural, zero {لا مشاركات أخرى} one {ومشاركة أخرى} two {ومشاركتان أخريان} few {و# مشاركات أخرى} many {و# مشاركة أخرى} other {و# مشاركة أخرى}} في {communities, plural, zero {مجتمعات أخرى} one {مجتمع آخر} two {مجتمعين آخرين} few {# مجتمعات أخرى} many {# مجتمعًا آخر} other {# مجتمع آخر}}',
  'elsewhere-or-more':
    '{count, plural, zero {وربما مشاركات أخرى} one {ومشاركة أخرى على الأقل} two {ومشاركتان أخريان على الأقل} few {و# مشاركات أخرى على الأقل} many {و# مشاركة أخرى على الأقل} other {و# مشاركة أخرى على الأقل}} في {communities, plural, zero {مجتمعات أخرى} one {مجتمع آخر} two {مجتمعين آخرين} few {# مجتمعات أخرى} many {# مجتمعًا آخر} other {# مجتمع آخر}}',
  action: 'إلى مجتمعاتك',

  'footer-reason':
    'تصلك هذه الرسالة لأنك عضو في {organization} واخترت {frequency, select, daily {ملخصًا يوميًا} weekly {ملخصًا أسبوعيًا} monthly {ملخصًا شهريًا} other {ملخصًا}}.',
  'footer-preferences': 'اختر ما يصلك ومتى',
  'footer-unsubscribe': 'أوقف هذه الملخصات',
};
