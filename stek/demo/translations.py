"""What the teams of the demo say in other languages: some of it, as at a real site, so that the rest shows its mark."""
# ruff: noqa: RUF001  (letters that look like Latin ones are Ukrainian)

import datetime

from activities.selectors.translating import list_sources
from activities.services.translations import save_translations
from sites.models import Site, User

TEXTS = (
    {
        "nl": "Een moeilijke brief, een factuur of een aanvraag? We bekijken het samen.",
        "en": "A difficult letter, a bill or an application? We look at it together.",
        "fr": "Une lettre difficile, une facture ou une demande\N{NO-BREAK SPACE}? On regarde cela ensemble.",
        "ar": "رسالة صعبة أو فاتورة أو طلب؟ ننظر في ذلك معًا.",
        "uk": "Складний лист, рахунок чи заява? Розберімося разом.",
    },
    {
        "nl": "Gratis",
        "en": "Free",
        "fr": "Gratuit",
        "ar": "مجاني",
        "uk": "Безкоштовно",
    },
    {
        "nl": "Verse, gezonde producten voor een kleinere prijs.",
        "en": "Fresh, healthy food at a lower price.",
        "fr": "Des produits frais et sains à petit prix.",
        "ar": "منتجات طازجة وصحية بسعر أقل.",
        "uk": "Свіжі та здорові продукти за нижчою ціною.",
    },
    {
        "nl": "Met een klantenkaart. Die vraag je aan bij de sociale dienst van het OCMW.",
        "en": "With a customer card. You ask for one at the social service of the OCMW.",
        "fr": "Avec une carte de client. Vous la demandez au service social du CPAS (OCMW).",
        "ar": "ببطاقة زبون، تطلبها من الخدمة الاجتماعية في OCMW.",
        "uk": "З карткою клієнта. Її видає соціальна служба OCMW.",
    },
    {
        "nl": "Koffie, spel, samen koken of eten, of gewoon even zitten.",
        "en": "Coffee, games, cooking or eating together, or just sitting for a while.",
        "fr": "Un café, un jeu, cuisiner ou manger ensemble, ou simplement s'asseoir un moment.",
        "ar": "قهوة وألعاب، نطبخ أو نأكل معًا، أو نجلس قليلًا فقط.",
        "uk": "Кава, ігри, разом готувати чи їсти, або просто трохи посидіти.",
    },
    {
        "nl": "Met je eigen vraag leren werken op computer of telefoon.",
        "en": "Bring your own question and learn to use a computer or a phone.",
        "fr": "Venez avec votre question et apprenez à utiliser un ordinateur ou un téléphone.",
        "ar": "تعال بسؤالك وتعلّم استخدام الحاسوب أو الهاتف.",
        "uk": "Приходьте зі своїм запитанням і вчіться користуватися комп'ютером або телефоном.",
    },
    {
        "nl": "Sociale kruidenier met verse en lekkere producten voor een kleine prijs.",
        "en": "A social grocery with fresh and tasty food at a small price.",
        "fr": "Une épicerie sociale avec de bons produits frais à petit prix.",
        "ar": "بقالة اجتماعية فيها منتجات طازجة ولذيذة بسعر بسيط.",
        "uk": "Соціальна крамниця зі свіжими й смачними продуктами за невелику ціну.",
    },
    {
        "nl": "Een babbel, samen koken of knutselen, of met de groep op uitstap.",
        "en": "A chat, cooking or crafts together, or a day out with the group.",
        "fr": "Bavarder, cuisiner ou bricoler ensemble, ou partir en excursion avec le groupe.",
        "ar": "حديث ودّي، طبخ أو أشغال يدوية معًا، أو نزهة مع المجموعة.",
        "uk": "Розмова, спільне готування чи рукоділля або поїздка з групою.",
    },
    {
        "nl": "Hulp met je telefoon, je computer of je papieren op het internet.",
        "en": "Help with your phone, your computer or your paperwork online.",
        "fr": "De l'aide avec votre téléphone, votre ordinateur ou vos démarches en ligne.",
        "ar": "مساعدة في استخدام هاتفك أو حاسوبك، أو في معاملاتك على الإنترنت.",
        "uk": "Допомога з телефоном, комп'ютером або документами в інтернеті.",
    },
    {
        "nl": "Samen soep maken en eten, en iedereen praat mee.",
        "en": "We make soup and eat it together, and everybody joins in the talk.",
        "fr": "On prépare et on mange la soupe ensemble, et tout le monde prend part à la conversation.",
        "ar": "نحضّر الحساء ونأكله معًا، والجميع يشارك في الحديث.",
        "uk": "Разом варимо та їмо суп, і кожен долучається до розмови.",
    },
    {
        "nl": "Samen koken",
        "en": "Cooking together",
        "fr": "Cuisiner ensemble",
        "ar": "نطبخ معًا",
        "uk": "Готуємо разом",
    },
    {
        "nl": "Deze week koken we samen. Je hoeft niets mee te brengen, enkel goesting.",
        "en": "This week we cook together. Bring nothing but an appetite.",
        "fr": "Cette semaine, nous cuisinons ensemble. Vous n'avez rien à apporter, juste l'envie.",
        "ar": "هذا الأسبوع نطبخ معًا. لا داعي لإحضار أي شيء.",
        "uk": "Цього тижня ми готуємо разом. Приносити нічого не треба, лише гарний настрій.",
    },
    {
        "nl": "Soep, muziek en een lange tafel. Iedereen uit de buurt is welkom.",
        "en": "Soup, music and a long table. Everybody in the neighbourhood is welcome.",
        "fr": "De la soupe, de la musique et une grande table. Tout le quartier est bienvenu.",
        "ar": "حساء وموسيقى ومائدة طويلة. أهل الحي جميعهم مرحب بهم.",
        "uk": "Суп, музика і довгий стіл. Запрошуємо всіх мешканців околиці.",
    },
    {
        "nl": "Gesloten tussen kerst en nieuwjaar",
        "en": "Closed between Christmas and New Year",
        "fr": "Fermé entre Noël et le Nouvel An",
        "ar": "مغلق بين عيد الميلاد ورأس السنة",
        "uk": "Зачинено між Різдвом і Новим роком",
    },
    {
        "nl": "De ingang heeft geen trap.",
        "en": "There are no steps at the entrance.",
        "fr": "L'entrée est sans marche.",
        "ar": "لا توجد درجات عند المدخل.",
        "uk": "Біля входу немає сходів.",
    },
)
LANGUAGES = tuple(code for code in TEXTS[0] if code != "nl")


def add_translations(*, site: Site, today: datetime.date, by: User) -> None:
    """Translate what the site in scope says of it, through the service that the team uses."""
    for language in LANGUAGES:
        said = {source.text for source in list_sources(site=site, language=language, today=today)}
        known = {text["nl"]: text[language] for text in TEXTS if text["nl"] in said}
        save_translations(language=language, texts=known, by=by)
