/* chiosa-conllu.h
 *
 * What the parts of CoNLL-U share: the details in comments, the marks of spans, a sentence that is being read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-conll.h"

#include "chiosa-json.h"

G_BEGIN_DECLS

#define CHIOSA_CONLLU_ANNOTATION "chiosa.annotation"
#define CHIOSA_CONLLU_RELATION   "chiosa.relation"
#define CHIOSA_CONLLU_ARTICLE    "chiosa.article"
#define CHIOSA_CONLLU_SPANS      "ChiosaSpans"

/* --- Details: chiosa-conllu-details.c ------------------------------------------------------------------------------ */
/* One comment line each, with its end. @name: NULL where "newdoc id" has it. Nothing where nothing is known of the article. */
void              chiosa_conllu_append_annotation (GString *out, const ChiosaAnnotation *annotation);
void              chiosa_conllu_append_relation   (GString *out, const ChiosaRelation *relation);
void              chiosa_conllu_append_article    (GString *out, const ChiosaRecord *record, const char *name);
/* (transfer full): NULL, after a problem was told, for what is not as it should be. */
ChiosaAnnotation *chiosa_conllu_parse_annotation  (ChiosaReader *reader, const char *json, guint line);
ChiosaRelation   *chiosa_conllu_parse_relation    (ChiosaReader *reader, const char *json, guint line);
/* @name, @annotator: (out) (transfer full): NULL where there is none. */
ChiosaArticle    *chiosa_conllu_parse_article     (ChiosaReader *reader, const char *json, guint line, char **name, char **annotator);

/* --- Marks: chiosa-conllu-marks.c ---------------------------------------------------------------------------------- */
/* One end of a piece of an annotation, or both, on a token. */
typedef struct
{
  guint    token;
  guint    item;
  gsize    start;       /* of the piece, code points: for the order */
  gsize    end;
  gsize    from;        /* characters of the token before the piece; where it opens */
  gsize    to;          /* characters of the token up to its end, where it closes; G_MAXSIZE: all */
  gboolean opens;
  gboolean closes;
} ChiosaConlluMark;

/* In order of tokens. Counts PLACE and ANNOTATION. (transfer full) (element-type ChiosaConlluMark) */
GArray           *chiosa_conllu_marks_new         (const ChiosaTokens *tokens, const ChiosaRecord *record, ChiosaLosses *losses);
void              chiosa_conllu_append_mark       (GString *out, const ChiosaConlluMark *mark, const char *id);

typedef struct
{
  const char *id;       /* not NUL-terminated */
  gsize       n_id;
  gsize       from;
  gsize       to;       /* G_MAXSIZE: the end of the word */
  gboolean    opens;
  gboolean    closes;
} ChiosaConlluPlace;

/* The mark at *@marks, which goes behind it. FALSE at the end, or, with *@marks not at the end, for what is no mark. */
gboolean          chiosa_conllu_next_place        (const char **marks, ChiosaConlluPlace *place);

/* --- Entities of CorefUD and GUM: chiosa-conllu-entity.c ------------------------------------------------------------ */
typedef struct _ChiosaConlluEntities ChiosaConlluEntities;

ChiosaConlluEntities *chiosa_conllu_entities_new  (ChiosaConllArticle *article);
void              chiosa_conllu_entities_free     (ChiosaConlluEntities *self);
/* Of "# global.Entity = …". */
void              chiosa_conllu_entities_set_form (ChiosaConlluEntities *self, const char *form);
void              chiosa_conllu_entities_push     (ChiosaConlluEntities *self, guint word, const char *value, guint line);
void              chiosa_conllu_entities_end      (ChiosaConlluEntities *self);

/* --- What is gathered of an article: chiosa-conllu-doc.c ------------------------------------------------------------ */
typedef struct _ChiosaConlluDoc ChiosaConlluDoc;

ChiosaConlluDoc  *chiosa_conllu_doc_new            (ChiosaConllArticle *article);
void              chiosa_conllu_doc_free           (ChiosaConlluDoc *self);
/* All take what they are given; NULL is nothing. */
void              chiosa_conllu_doc_add_annotation (ChiosaConlluDoc *self, ChiosaAnnotation *annotation, guint line);
void              chiosa_conllu_doc_add_relation   (ChiosaConlluDoc *self, ChiosaRelation *relation, guint line);
void              chiosa_conllu_doc_set_article    (ChiosaConlluDoc *self, ChiosaArticle *about, char *name, char *annotator);
/* Of "# meta::title = …". */
void              chiosa_conllu_doc_set_meta       (ChiosaConlluDoc *self, const char *key, const char *value);
/* The value of ChiosaSpans on a word. */
void              chiosa_conllu_doc_push_marks     (ChiosaConlluDoc *self, guint word, const char *value, guint line);
/* Words [first, end) have tags of @name. */
void              chiosa_conllu_doc_add_stretch    (ChiosaConlluDoc *self, guint first, guint end, const char *name, guint line);
ChiosaRecord     *chiosa_conllu_doc_take           (ChiosaConlluDoc *self, gboolean last);

/* --- What is there already: chiosa-conllu-known.c ------------------------------------------------------------------- */
typedef struct _ChiosaConlluKnown ChiosaConlluKnown;

ChiosaConlluKnown *chiosa_conllu_known_new         (void);
void              chiosa_conllu_known_free         (ChiosaConlluKnown *self);
void              chiosa_conllu_known_add          (ChiosaConlluKnown *self, const ChiosaAnnotation *annotation, const GArray *spans);
/* Whether annotations that may be called @name have a character of each of the words [first, end). Nothing can be added from then on. */
gboolean          chiosa_conllu_known_holds        (ChiosaConlluKnown *self, const char *name, const GArray *words, guint first, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaConlluKnown, chiosa_conllu_known_free)

/* --- A sentence: chiosa-conllu-sentence.c --------------------------------------------------------------------------- */
/* A word, a multiword token (1-2) or an empty node (1.1). */
typedef struct
{
  char    *form;
  char    *before;      /* SpacesBefore, SpacesAfter: what they stand for; NULL: not said */
  char    *after;
  gboolean joined;      /* SpaceAfter=No */
  gboolean visible;     /* stands in the text: no empty node, nor a word of a multiword token */
  guint    surface;     /* of the rows: where its words stand; itself, or the multiword token */
  guint    word;        /* (out): of the article */
  guint    line;
} ChiosaConlluRow;

typedef struct
{
  GArray  *rows;        /* ChiosaConlluRow */
  char    *text;        /* "# text"; may be NULL */
  guint    text_line;
  gboolean paragraph;   /* starts one */
  guint    range_end;   /* of the multiword token that words belong to */
  guint    range_row;
} ChiosaConlluSentence;

void              chiosa_conllu_sentence_init     (ChiosaConlluSentence *self);
void              chiosa_conllu_sentence_reset    (ChiosaConlluSentence *self);
void              chiosa_conllu_sentence_clear    (ChiosaConlluSentence *self);
/* FALSE, with nothing added, where @id is no number of a word. NULL: there are no numbers. */
gboolean          chiosa_conllu_sentence_add_row  (ChiosaConlluSentence *self, const char *id, const char *form, const char *misc, guint line);
/* Puts its words into @article; each row knows its word then. @gap: (inout): what stands between sentences; NULL: not said.
 * FALSE: the words are not those of its text, and the spaces are by the words. */
gboolean          chiosa_conllu_sentence_add      (ChiosaConlluSentence *self, ChiosaConllArticle *article, char **gap);

/* "\s\n" and back: \s \t \r \n \p \\ as UDPipe has it, other white space as \uXXXX. (transfer full) */
char             *chiosa_conllu_escape_space      (const char *space);
char             *chiosa_conllu_unescape_space    (const char *escaped);

G_END_DECLS
