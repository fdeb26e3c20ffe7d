/* The strings of claims-and-sources.json for translators, made by make-strings.py. Not compiled. */

/* Translators: name of claims-and-sources */
N_ ("Claims and Sources")

/* Translators: description of claims-and-sources */
N_ ("Who says what in an article: entities, claims, the sources they come from and the words that attribute them.")

/* Translators: name of claims-and-sources / entity */
N_ ("Entity")

/* Translators: guideline of claims-and-sources / entity */
N_ ("A name, a figure or a date in the text.\n"
     "Mark the name itself, without article, preposition, title or office: “president Elena Bruni” is the entity “Elena Bruni”. Punctuation stays outside, unless it belongs to the name.\n"
     "The same words may be an entity and a source at once; join the two with “same as”.\n"
     "Mark every mention that is a name. A name inside a longer name needs no mark of its own: “University of Turin” is one entity.")

/* Translators: name of claims-and-sources / entity / PERSON, name of claims-and-sources / source / SRC_PERSON */
N_ ("Person")

/* Translators: guideline of claims-and-sources / entity / PERSON */
N_ ("One human being, real or not, or a named family.\n"
     "Leave out titles and offices, keep what belongs to the name: “Jr.”, “von”, “de la”.\n"
     "Example: in “Dr. Elena Bruni of Aldera”, mark “Elena Bruni”.")

/* Translators: name of claims-and-sources / entity / ORG, name of claims-and-sources / source / SRC_ORG */
N_ ("Organisation")

/* Translators: guideline of claims-and-sources / entity / ORG */
N_ ("A company, agency, party, ministry, club, newspaper or any other named group that acts as one.\n"
     "Keep the legal form if the text has it (“Aldera S.p.A.”). A newspaper is an organisation, the article in it a work.\n"
     "Example: in “shares of Aldera”, mark “Aldera”.")

/* Translators: name of claims-and-sources / entity / GPE */
N_ ("Country, region or city")

/* Translators: guideline of claims-and-sources / entity / GPE */
N_ ("A country, region or city that has a government, whatever it does in the sentence: a place, a people or a power.\n"
     "An adjective (“Italian”) is not marked.\n"
     "Example: “Germany” both in “in Germany” and in “Germany withdraws its proposal”.")

/* Translators: name of claims-and-sources / entity / LOC */
N_ ("Other place")

/* Translators: guideline of claims-and-sources / entity / LOC */
N_ ("A place without a government: a river, mountain, building, street, sea, continent.\n"
     "When the name of a building stands for the people in it (“the White House said”), mark it as an organisation.\n"
     "Example: “the bridge over the Adige”, mark “Adige”.")

/* Translators: name of claims-and-sources / entity / PRODUCT */
N_ ("Product")

/* Translators: guideline of claims-and-sources / entity / PRODUCT */
N_ ("A named thing or service that is made, sold or offered.\n"
     "The maker is an organisation of its own: in “an Aldera One”, “Aldera One” is the product.\n"
     "Example: “Aldera One”, “Windows”.")

/* Translators: name of claims-and-sources / entity / WORK */
N_ ("Work or law")

/* Translators: guideline of claims-and-sources / entity / WORK */
N_ ("The title of a book, film, programme, law, report, study or painting.\n"
     "Quotation marks around a title stay outside.\n"
     "Example: “Digital Markets Act”, “The Annual Report on Housing 2024”.")

/* Translators: name of claims-and-sources / entity / EVENT */
N_ ("Event")

/* Translators: guideline of claims-and-sources / entity / EVENT */
N_ ("A happening that has a name: an election, a war, a fair, a storm, a championship.\n"
     "A happening without a name (“the accident on Monday”) is not an entity.\n"
     "Example: “Hannover Messe”, “2019 European elections”.")

/* Translators: name of claims-and-sources / entity / FIGURE */
N_ ("Figure")

/* Translators: guideline of claims-and-sources / entity / FIGURE */
N_ ("An amount of money, a percentage, a count or a measure, in digits or in words.\n"
     "Number and unit go together; words such as “about” and “more than” stay outside. Write the unit into its attribute.\n"
     "Example: in “about 53 billion dollars”, mark “53 billion dollars”; unit USD.")

/* Translators: name of claims-and-sources / entity / DATE */
N_ ("Date or time")

/* Translators: guideline of claims-and-sources / entity / DATE */
N_ ("A point or stretch of time, absolute or not.\n"
     "Leave out the preposition: in “since March”, mark “March”.\n"
     "Example: “Thursday”, “2018”, “the third quarter”, “two weeks ago”.")

/* Translators: name of claims-and-sources / entity / mention, name of claims-and-sources / source / mention */
N_ ("Mention")

/* Translators: guideline of claims-and-sources / entity / mention, guideline of claims-and-sources / source / mention */
N_ ("How the text refers to it: by a name (“Elena Bruni”), by a common noun (“the minister”), or by a pronoun (“she”).\n"
     "Mark pronouns only where they stand for a source; for entities they are not needed.")

/* Translators: name of claims-and-sources / entity / mention / name, name of claims-and-sources / source / mention / name */
N_ ("Name")

/* Translators: name of claims-and-sources / entity / mention / nominal, name of claims-and-sources / source / mention / nominal */
N_ ("Common noun")

/* Translators: name of claims-and-sources / entity / mention / pronoun, name of claims-and-sources / source / mention / pronoun */
N_ ("Pronoun")

/* Translators: name of claims-and-sources / entity / kb_id */
N_ ("Identifier")

/* Translators: guideline of claims-and-sources / entity / kb_id */
N_ ("What it is in a knowledge base, usually a Wikidata identifier such as Q64. Leave it empty when in doubt: a wrong identifier is worse than none.")

/* Translators: name of claims-and-sources / entity / unit */
N_ ("Unit")

/* Translators: guideline of claims-and-sources / entity / unit */
N_ ("The unit of the figure: an ISO 4217 code for money (EUR, USD), the percent sign for percentages, else the unit's usual symbol or the noun that is counted (km, MW, jobs).")

/* Translators: name of claims-and-sources / claim */
N_ ("Claim")

/* Translators: guideline of claims-and-sources / claim */
N_ ("A stretch of text that says that something is so, will be so or should be so.\n"
     "Mark claims that somebody is reported to make. Claims in the article's own voice are optional, unless your project asks for them.\n"
     "Quotation marks belong to the claim, and so does the conjunction that opens it: “that sales fell”. The full stop that ends the whole sentence stays outside; so do the person addressed, the source and the cue. When they stand in the middle, leave them out as a gap and mark the claim in two pieces.\n"
     "“Said A and announced B” is two claims that share one source. A claim inside a claim is marked too. To decline to comment is a claim; a mere action is not. Single words in quotation marks, titles and nicknames are none.\n"
     "Example: in “The plant,” she said, “will not close”, the claim is “The plant,” … “will not close”; “she” is the source and “said” the cue.\n"
     "If several kinds fit: a prediction when it is about the future, else numeric when the number is the point, else causal, else a fact. Position and opinion only when nothing in it could be checked.")

/* Translators: name of claims-and-sources / claim / FACT */
N_ ("Fact")

/* Translators: guideline of claims-and-sources / claim / FACT */
N_ ("An event or a property that could be checked, now or later, with evidence.\n"
     "Whether it is true plays no part.\n"
     "Example: “the company has never paid that tax”.")

/* Translators: name of claims-and-sources / claim / NUMERIC */
N_ ("Numeric")

/* Translators: guideline of claims-and-sources / claim / NUMERIC */
N_ ("A fact that stands or falls with a number, a rank or a comparison.\n"
     "If the number could be another one and the claim would still say the same, it is a fact.\n"
     "Example: “shares fell by 4 per cent”; “has overtaken its rival”.")

/* Translators: name of claims-and-sources / claim / CAUSAL */
N_ ("Causal")

/* Translators: guideline of claims-and-sources / claim / CAUSAL */
N_ ("That one thing comes of another.\n"
     "Both ends must be said; “because of”, “led to”, “thanks to” are signs.\n"
     "Example: “the tariffs brought the price down”.")

/* Translators: name of claims-and-sources / claim / PREDICTION */
N_ ("Prediction")

/* Translators: guideline of claims-and-sources / claim / PREDICTION */
N_ ("About the future: what will, could or is expected to happen.\n"
     "A plan of the speaker's own is a position. Predictions are usually not checkable yet.\n"
     "Example: “thousands of shops will close”.")

/* Translators: name of claims-and-sources / claim / POSITION */
N_ ("Position")

/* Translators: guideline of claims-and-sources / claim / POSITION */
N_ ("A plan, a demand, a promise, a refusal or a policy.\n"
     "It tells what somebody wants, not what is so.\n"
     "Example: “wants to revise the postal rates”; “declined to comment”.")

/* Translators: name of claims-and-sources / claim / OPINION, name of claims-and-sources / genre / opinion */
N_ ("Opinion")

/* Translators: guideline of claims-and-sources / claim / OPINION */
N_ ("A judgement that no evidence could decide.\n"
     "If a part of it can be checked, mark that part as a claim of its own inside.\n"
     "Example: “he is a genius”.")

/* Translators: name of claims-and-sources / claim / voice */
N_ ("Voice")

/* Translators: guideline of claims-and-sources / claim / voice */
N_ ("Who says it.\n"
     "Reported: somebody other than the author, and the text tells who. Implicit: reported, but nobody is named (“it is said that”). Author: the article says so itself.")

/* Translators: name of claims-and-sources / claim / voice / reported */
N_ ("Reported")

/* Translators: name of claims-and-sources / claim / voice / implicit */
N_ ("Implicit")

/* Translators: name of claims-and-sources / claim / voice / author */
N_ ("Author")

/* Translators: name of claims-and-sources / claim / directness */
N_ ("Directness")

/* Translators: guideline of claims-and-sources / claim / directness */
N_ ("How close the words are to those of the source.\n"
     "Indirect: told in the article's words (“said that it pays”). Mixed: partly in quotation marks. Direct: wholly in quotation marks. Summary: only what it was about (“criticised the tariffs”).")

/* Translators: name of claims-and-sources / claim / directness / indirect */
N_ ("Indirect")

/* Translators: name of claims-and-sources / claim / directness / mixed */
N_ ("Mixed")

/* Translators: name of claims-and-sources / claim / directness / direct */
N_ ("Direct")

/* Translators: name of claims-and-sources / claim / directness / summary */
N_ ("Summary")

/* Translators: name of claims-and-sources / claim / check_worthiness */
N_ ("Check-worthiness")

/* Translators: guideline of claims-and-sources / claim / check_worthiness */
N_ ("Whether it can be checked, and whether it should be.\n"
     "Not checkable: an opinion, a wish, most predictions. Checkable: could be checked, but little hangs on it. Check-worthy: the public would want to know whether it is true.")

/* Translators: name of claims-and-sources / claim / check_worthiness / unset, name of claims-and-sources / genre / unset */
N_ ("Not set")

/* Translators: name of claims-and-sources / claim / check_worthiness / not_checkable */
N_ ("Not checkable")

/* Translators: name of claims-and-sources / claim / check_worthiness / checkable */
N_ ("Checkable")

/* Translators: name of claims-and-sources / claim / check_worthiness / check_worthy */
N_ ("Check-worthy")

/* Translators: name of claims-and-sources / claim / verdict */
N_ ("Verdict")

/* Translators: guideline of claims-and-sources / claim / verdict */
N_ ("What evidence from elsewhere says; never from the article alone.\n"
     "Conflicting: partly true, or true only as it was picked. Give the evidence as a link or a note.")

/* Translators: name of claims-and-sources / claim / verdict / unchecked */
N_ ("Unchecked")

/* Translators: name of claims-and-sources / claim / verdict / supported */
N_ ("Supported")

/* Translators: name of claims-and-sources / claim / verdict / refuted */
N_ ("Refuted")

/* Translators: name of claims-and-sources / claim / verdict / conflicting */
N_ ("Conflicting")

/* Translators: name of claims-and-sources / claim / verdict / not_enough_evidence */
N_ ("Not enough evidence")

/* Translators: name of claims-and-sources / claim / verdict_url */
N_ ("Evidence")

/* Translators: guideline of claims-and-sources / claim / verdict_url */
N_ ("Where the evidence for the verdict can be read.")

/* Translators: name of claims-and-sources / claim / verdict_note */
N_ ("Reason for the verdict")

/* Translators: guideline of claims-and-sources / claim / verdict_note */
N_ ("What the evidence says, in a sentence or two.")

/* Translators: name of claims-and-sources / claim / certainty */
N_ ("Certainty")

/* Translators: guideline of claims-and-sources / claim / certainty */
N_ ("How sure the text presents it, not how sure you are.\n"
     "Certain: “has bought”. Probable: “is expected to buy”. Possible: “could buy”. Unspecified: “if it buys”.")

/* Translators: name of claims-and-sources / claim / certainty / certain */
N_ ("Certain")

/* Translators: name of claims-and-sources / claim / certainty / probable */
N_ ("Probable")

/* Translators: name of claims-and-sources / claim / certainty / possible */
N_ ("Possible")

/* Translators: name of claims-and-sources / claim / certainty / unspecified, name of claims-and-sources / claim / polarity / unspecified */
N_ ("Unspecified")

/* Translators: name of claims-and-sources / claim / polarity */
N_ ("Polarity")

/* Translators: guideline of claims-and-sources / claim / polarity */
N_ ("Whether the claim says yes or no.\n"
     "Negative: “has never paid”. Unspecified: “it is unclear whether”.")

/* Translators: name of claims-and-sources / claim / polarity / positive */
N_ ("Positive")

/* Translators: name of claims-and-sources / claim / polarity / negative */
N_ ("Negative")

/* Translators: name of claims-and-sources / claim / normalised */
N_ ("In other words")

/* Translators: guideline of claims-and-sources / claim / normalised */
N_ ("The claim as one sentence that can be understood without the article: names for pronouns, dates for “yesterday”.")

/* Translators: name of claims-and-sources / claim / claim_date */
N_ ("Date of the claim")

/* Translators: guideline of claims-and-sources / claim / claim_date */
N_ ("When it was said, if the article tells and it is not the day of the article.")

/* Translators: name of claims-and-sources / source */
N_ ("Source")

/* Translators: guideline of claims-and-sources / source */
N_ ("The words that name who or what a claim comes from.\n"
     "Take in the title, office or clause that says why the source matters: “Elena Bruni, who led the inquiry”. Leave out the preposition or verb that makes the attribution; that is the cue.\n"
     "A pronoun can be a source; join it to the name with “same as”. If nobody is named (“it is said”), mark no source and set the voice of the claim to implicit.\n"
     "A source within a source (“the ministry, quoted by Il Faro”) is two sources of the same claim.\n"
     "Example: in “according to two people close to the talks”, mark “two people close to the talks”.")

/* Translators: guideline of claims-and-sources / source / SRC_PERSON */
N_ ("A human being whose identity is given, here or elsewhere in the article.\n"
     "Example: “mayor Elena Bruni”; “she”, where that is clear.")

/* Translators: guideline of claims-and-sources / source / SRC_ORG */
N_ ("An institution or company that speaks as such, also through an unnamed spokesperson.\n"
     "Example: “Aldera” in “Aldera announced”; “a spokesman for the ministry”.")

/* Translators: name of claims-and-sources / source / SRC_MEDIA */
N_ ("News outlet")

/* Translators: guideline of claims-and-sources / source / SRC_MEDIA */
N_ ("Another newspaper, agency, channel or site that is quoted.\n"
     "Example: “Il Faro” in “as Il Faro wrote”.")

/* Translators: name of claims-and-sources / source / SRC_DOC */
N_ ("Document or data")

/* Translators: guideline of claims-and-sources / source / SRC_DOC */
N_ ("A report, study, filing, letter, court ruling or data set.\n"
     "The institution that made it belongs to the words: “a report by the audit office”.\n"
     "Example: “the company's annual accounts”.")

/* Translators: name of claims-and-sources / source / SRC_SOCIAL */
N_ ("Social media")

/* Translators: guideline of claims-and-sources / source / SRC_SOCIAL */
N_ ("An account or a post on a social network.\n"
     "A person who is named and merely used a network is a person.\n"
     "Example: “an anonymous account on the network”.")

/* Translators: name of claims-and-sources / source / SRC_GROUP */
N_ ("Group of people")

/* Translators: guideline of claims-and-sources / source / SRC_GROUP */
N_ ("A class of people without names.\n"
     "Example: “analysts”, “residents”, “many critics”.")

/* Translators: name of claims-and-sources / source / SRC_ANON */
N_ ("Undisclosed")

/* Translators: guideline of claims-and-sources / source / SRC_ANON */
N_ ("A source whose identity the author knows and does not tell.\n"
     "Example: “two people close to the talks”, “a source in the ministry”.")

/* Translators: name of claims-and-sources / cue */
N_ ("Cue")

/* Translators: guideline of claims-and-sources / cue */
N_ ("The shortest words that show that something is attributed to somebody.\n"
     "Keep auxiliaries, modals and negation: “has not said”. Leave out adverbs that add nothing, the person addressed, and the conjunction, which belongs to the claim. One uninterrupted stretch.\n"
     "“According to”, “for”, “in the words of” are cues; a colon before a quotation is one if there is nothing better.\n"
     "Example: in “Bruni had already told reporters that …”, mark “had already told”.")

/* Translators: name of claims-and-sources / cue / CUE_SAY */
N_ ("Saying")

/* Translators: guideline of claims-and-sources / cue / CUE_SAY */
N_ ("Speech, or attribution as such.\n"
     "Example: “said”, “announced”, “according to”, “:”.")

/* Translators: name of claims-and-sources / cue / CUE_WRITE */
N_ ("Writing")

/* Translators: guideline of claims-and-sources / cue / CUE_WRITE */
N_ ("Written or posted.\n"
     "Example: “wrote”, “posted”, “in a letter”.")

/* Translators: name of claims-and-sources / cue / CUE_THINK */
N_ ("Thinking")

/* Translators: guideline of claims-and-sources / cue / CUE_THINK */
N_ ("Belief, wish, fear, expectation.\n"
     "Example: “believes”, “is convinced”, “hopes”.")

/* Translators: name of claims-and-sources / cue / CUE_SHOW */
N_ ("Showing")

/* Translators: guideline of claims-and-sources / cue / CUE_SHOW */
N_ ("What documents and data do.\n"
     "Example: “shows”, “reveals”, “suggests”.")

/* Translators: name of claims-and-sources / cue / stance */
N_ ("Stance of the article")

/* Translators: guideline of claims-and-sources / cue / stance */
N_ ("What the choice of the word tells of the author's own view.\n"
     "Neutral: “said”. Endorsing: the claim is taken as true (“revealed”, “admitted”, “pointed out”). Distancing: the author keeps away from it (“claims”, “alleges”, a conditional mood).")

/* Translators: name of claims-and-sources / cue / stance / neutral */
N_ ("Neutral")

/* Translators: name of claims-and-sources / cue / stance / endorsing */
N_ ("Endorsing")

/* Translators: name of claims-and-sources / cue / stance / distancing */
N_ ("Distancing")

/* Translators: name of claims-and-sources / cue / negated */
N_ ("Negated")

/* Translators: guideline of claims-and-sources / cue / negated */
N_ ("The attribution itself is denied: “did not say that”. A denial of the claim (“denied that”) is the claim's polarity instead.")

/* Translators: name of claims-and-sources / attributed_to */
N_ ("attributed to")

/* Translators: guideline of claims-and-sources / attributed_to */
N_ ("From a claim to each of its sources.\n"
     "Join to the mention that stands next to the claim, even if it is a pronoun; “same as” leads on to the name.")

/* Translators: name of claims-and-sources / cued_by */
N_ ("cued by")

/* Translators: guideline of claims-and-sources / cued_by */
N_ ("From a claim to the words that attribute it. Two claims may share a cue.")

/* Translators: name of claims-and-sources / about */
N_ ("about")

/* Translators: guideline of claims-and-sources / about */
N_ ("From a claim to the entity, or the entities, it says something of; not to every name in it.")

/* Translators: name of claims-and-sources / supports */
N_ ("supports")

/* Translators: guideline of claims-and-sources / supports */
N_ ("From a claim that gives a reason, a figure or evidence to the claim that it backs, as the article presents it.")

/* Translators: name of claims-and-sources / contradicts */
N_ ("contradicts")

/* Translators: guideline of claims-and-sources / contradicts */
N_ ("Between two claims that cannot both be true, or that the article sets against each other.")

/* Translators: name of claims-and-sources / same_as */
N_ ("same as")

/* Translators: guideline of claims-and-sources / same_as */
N_ ("Between two mentions of the same person or thing, or between two claims that say the same.\n"
     "Entities and sources may be joined with each other, claims with claims only. One link to the nearest earlier mention is enough: the rest follows.")

/* Translators: name of claims-and-sources / confidence */
N_ ("Confidence")

/* Translators: guideline of claims-and-sources / confidence */
N_ ("How sure you are of this annotation as a whole. Unsure ones are worth a note and a second look.")

/* Translators: name of claims-and-sources / confidence / sure */
N_ ("Sure")

/* Translators: name of claims-and-sources / confidence / unsure */
N_ ("Unsure")

/* Translators: name of claims-and-sources / genre */
N_ ("Genre")

/* Translators: guideline of claims-and-sources / genre */
N_ ("What kind of text it is, as it presents itself.")

/* Translators: name of claims-and-sources / genre / news */
N_ ("News report")

/* Translators: name of claims-and-sources / genre / analysis */
N_ ("Analysis or background")

/* Translators: name of claims-and-sources / genre / interview */
N_ ("Interview")

/* Translators: name of claims-and-sources / genre / press_release */
N_ ("Press release")

/* Translators: name of claims-and-sources / genre / other */
N_ ("Other")

/* Translators: message of claims-and-sources / claim-kind */
N_ ("Claim without a kind")

/* Translators: message of claims-and-sources / claim-source */
N_ ("Claim without a source")

/* Translators: message of claims-and-sources / claim-implicit */
N_ ("Claim with a source, but its voice is implicit")

/* Translators: message of claims-and-sources / claim-author */
N_ ("Claim with a source, but in the author's own voice")

/* Translators: message of claims-and-sources / claim-cue */
N_ ("Claim without a cue")

/* Translators: message of claims-and-sources / claim-check-worthiness */
N_ ("Check-worthiness not set")

/* Translators: message of claims-and-sources / claim-verdict-reason */
N_ ("Verdict without evidence or reason")

/* Translators: message of claims-and-sources / claim-verdict-checkable */
N_ ("Verdict on a claim that cannot be checked")

/* Translators: message of claims-and-sources / source-used */
N_ ("Source to which nothing is attributed")

/* Translators: message of claims-and-sources / cue-used */
N_ ("Cue that belongs to no claim")
