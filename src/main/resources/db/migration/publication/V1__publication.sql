-- What everyone may see: open data as it was released, and the texts of the public site.

-- One day of one dataset as it was released; a later edition of the day gives a next revision.
create table publication.release (
  id bigint generated always as identity primary key,
  dataset text not null,
  day date not null,
  revision int not null check (revision > 0),
  snapshot_id bigint not null,
  figures_at timestamptz not null,
  released_at timestamptz not null,
  -- The rows as JSON: an array of arrays in the order of the columns.
  content text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  unique (dataset, day, revision),
  unique (dataset, day, snapshot_id)
);

-- The texts of the public site, each with its owner and the day on which it is looked at again.
-- kind: text, question (title asks, body answers), or correction (title names what was wrong).
create table publication.block (
  id bigint generated always as identity primary key,
  slot text not null check (slot ~ '^[a-z][a-z0-9-]{0,39}$'),
  version int not null,
  kind text not null check (kind in ('text', 'question', 'correction')),
  rank int not null,
  shown boolean not null,
  title_nl text not null,
  body_nl text not null,
  title_en text not null,
  body_en text not null,
  owner text not null check (length(owner) > 0),
  review_on date not null,
  author text not null,
  author_name text not null,
  written_at timestamptz not null,
  unique (slot, version)
);

create function publication.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record % is append-only', tg_table_name;
end $$;
create trigger release_append_only before update or delete on publication.release
  for each statement execute function publication.refuse_change();
create trigger block_append_only before update or delete on publication.block
  for each statement execute function publication.refuse_change();

insert into publication.block
  (slot, version, kind, rank, shown, title_nl, body_nl, title_en, body_en, owner, review_on, author, author_name, written_at)
values
 ('wat', 1, 'text', 10, true, 'Wat wij doen',
  'Als het in een ziekenhuis te druk wordt, helpen andere ziekenhuizen. Daarvoor moet je weten waar plek is. Wij houden voor heel Nederland bij hoeveel bedden er zijn, hoeveel er bezet zijn en waar nog een patiënt terechtkan.

Een bed telt pas mee als er ook personeel voor is.',
  'What we do',
  'When a hospital gets too busy, other hospitals help. To do that you must know where there is room. For the whole of the Netherlands we keep track of how many beds there are, how many are in use and where a patient can still go.

A bed only counts when there is staff for it.', 'Communicatie LCPS', current_date + 180, 'system', 'Vangnet', now()),
 ('hoe', 1, 'text', 20, true, 'Zo werkt het',
  'Elk ziekenhuis telt zijn bedden. Vaak gaat dat vanzelf, uit het systeem van het ziekenhuis. Elke ochtend kijkt een regio of de cijfers kloppen. Daarna maken wij het beeld van het hele land.

Is een ziekenhuis vol? Dan zoekt eerst de regio een plek. Lukt dat niet, dan zoeken wij een plek in een andere regio.',
  'How it works',
  'Each hospital counts its beds. Often this happens by itself, from the system of the hospital. Every morning a region checks whether the figures are right. Then we make the picture of the whole country.

Is a hospital full? First the region looks for a place. If that fails, we look for a place in another region.', 'Communicatie LCPS', current_date + 180, 'system', 'Vangnet', now()),
 ('cijfers', 1, 'text', 30, true, 'Over deze cijfers',
  'Wij leggen de cijfers één keer per dag vast. Daarna veranderen ze niet meer. Zit er een fout in, dan maken wij een nieuwe uitgave en zeggen wij wat er anders is.

Cijfers van één ziekenhuis laten wij niet zien. Ook heel kleine aantallen in een regio laten wij weg. Zo kan niemand een patiënt herkennen.

Ontbreekt een dag? Dan schatten wij het cijfer en zetten wij erbij dat het een schatting is.',
  'About these figures',
  'We fix the figures once a day. After that they do not change. If there is a mistake in them, we make a new edition and say what is different.

We do not show figures of a single hospital. We also leave out very small numbers in a region. That way nobody can recognise a patient.

Is a day missing? Then we estimate the figure and say that it is an estimate.', 'Gegevensteam LCPS', current_date + 180, 'system', 'Vangnet', now()),
 ('contact', 1, 'text', 40, true, 'Contact',
  'Bent u patiënt of familie? Bel dan het ziekenhuis waar uw naaste ligt. Wij kunnen geen vragen over één patiënt beantwoorden.

Bent u van de pers, of ziet u een fout in de cijfers? Mail naar info@lcps.example. U krijgt binnen twee werkdagen antwoord.',
  'Contact',
  'Are you a patient or family? Please call the hospital where your relative is. We cannot answer questions about one patient.

Are you from the press, or do you see a mistake in the figures? Mail info@lcps.example. You get an answer within two working days.', 'Communicatie LCPS', current_date + 90, 'system', 'Vangnet', now()),
 ('vraag-vol', 1, 'question', 10, true, 'Wat gebeurt er als een ziekenhuis vol is?',
  'Dan zoekt de regio een plek in een ander ziekenhuis in de buurt. Is daar ook geen plek, dan zoeken wij verder weg. Spoed gaat altijd voor: wie in levensgevaar is, wordt geholpen.',
  'What happens when a hospital is full?',
  'The region looks for a place in another hospital nearby. If there is none, we look further away. Emergencies always come first: who is in danger of life is helped.', 'Communicatie LCPS', current_date + 180, 'system', 'Vangnet', now()),
 ('vraag-bed', 1, 'question', 20, true, 'Waarom is een leeg bed niet altijd vrij?',
  'Bij een bed horen mensen en apparaten. Is er geen verpleegkundige, dan kan er geen patiënt in. Daarom tellen wij bedden waar personeel voor is. Dat noemen wij operationele bedden.',
  'Why is an empty bed not always free?',
  'A bed needs people and devices. Without a nurse no patient can lie in it. That is why we count beds with staff. We call those staffed beds.', 'Communicatie LCPS', current_date + 180, 'system', 'Vangnet', now()),
 ('vraag-anders', 1, 'question', 30, true, 'Waarom zie ik ergens anders een ander getal?',
  'Wij tellen bedden. Anderen tellen patiënten of opnames, of op een ander moment. Die getallen kunt u niet van elkaar aftrekken. Bij elk getal staat wat het betekent en van wanneer het is.',
  'Why do I see another number elsewhere?',
  'We count beds. Others count patients or admissions, or at another moment. You cannot subtract those numbers from each other. With each number it says what it means and when it was counted.', 'Gegevensteam LCPS', current_date + 180, 'system', 'Vangnet', now()),
 ('vraag-ziekenhuis', 1, 'question', 40, true, 'Kan ik zien hoe druk mijn ziekenhuis is?',
  'Nee. Cijfers van één ziekenhuis zijn niet openbaar. Ze zijn bedoeld om patiënten goed te verdelen, niet om te kiezen waar u heen gaat. Heeft u hulp nodig? Bel uw huisarts, of 112 bij levensgevaar.',
  'Can I see how busy my hospital is?',
  'No. Figures of one hospital are not public. They are meant to share out patients well, not to choose where you go. Do you need help? Call your doctor, or 112 in danger of life.', 'Communicatie LCPS', current_date + 180, 'system', 'Vangnet', now());
