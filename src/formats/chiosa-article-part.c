/* chiosa-article-part.c
 *
 * Names of columns and keys, and the parts of an article that they mean. Knows no format.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-part.h"

#include <string.h>

/* "2024-03-05": what an article has a place for; the time of day has none. */
#define DATE_LENGTH 10

typedef struct
{
  const char        *name;    /* folded: see fold() */
  ChiosaArticlePart  part;
} Name;

/* For each part the better names first. */
static const Name names[] = {
  { "text", CHIOSA_PART_TEXT }, { "fulltext", CHIOSA_PART_TEXT }, { "articletext", CHIOSA_PART_TEXT }, { "maintext", CHIOSA_PART_TEXT },
  { "articlebody", CHIOSA_PART_TEXT }, { "body", CHIOSA_PART_TEXT }, { "bodytext", CHIOSA_PART_TEXT }, { "content", CHIOSA_PART_TEXT },
  { "article", CHIOSA_PART_TEXT }, { "story", CHIOSA_PART_TEXT }, { "document", CHIOSA_PART_TEXT },
  { "testo", CHIOSA_PART_TEXT }, { "testocompleto", CHIOSA_PART_TEXT }, { "contenuto", CHIOSA_PART_TEXT }, { "corpo", CHIOSA_PART_TEXT },
  { "articolo", CHIOSA_PART_TEXT }, { "volltext", CHIOSA_PART_TEXT }, { "inhalt", CHIOSA_PART_TEXT }, { "artikel", CHIOSA_PART_TEXT },
  { "artikeltext", CHIOSA_PART_TEXT }, { "texte", CHIOSA_PART_TEXT }, { "texteintegral", CHIOSA_PART_TEXT }, { "contenu", CHIOSA_PART_TEXT },
  { "corps", CHIOSA_PART_TEXT }, { "texto", CHIOSA_PART_TEXT }, { "textocompleto", CHIOSA_PART_TEXT }, { "contenido", CHIOSA_PART_TEXT },
  { "cuerpo", CHIOSA_PART_TEXT }, { "artículo", CHIOSA_PART_TEXT }, { "articulo", CHIOSA_PART_TEXT },
  { "paragraph", CHIOSA_PART_TEXT }, { "sentence", CHIOSA_PART_TEXT }, { "message", CHIOSA_PART_TEXT }, { "tweet", CHIOSA_PART_TEXT },
  { "post", CHIOSA_PART_TEXT }, { "claim", CHIOSA_PART_TEXT }, { "statement", CHIOSA_PART_TEXT }, { "frase", CHIOSA_PART_TEXT },
  { "satz", CHIOSA_PART_TEXT }, { "phrase", CHIOSA_PART_TEXT }, { "messaggio", CHIOSA_PART_TEXT },

  { "id", CHIOSA_PART_NAME }, { "articleid", CHIOSA_PART_NAME }, { "docid", CHIOSA_PART_NAME }, { "documentid", CHIOSA_PART_NAME },
  { "uid", CHIOSA_PART_NAME }, { "uuid", CHIOSA_PART_NAME }, { "guid", CHIOSA_PART_NAME }, { "key", CHIOSA_PART_NAME },
  { "slug", CHIOSA_PART_NAME }, { "name", CHIOSA_PART_NAME }, { "filename", CHIOSA_PART_NAME }, { "file", CHIOSA_PART_NAME },
  { "nome", CHIOSA_PART_NAME }, { "nom", CHIOSA_PART_NAME }, { "nombre", CHIOSA_PART_NAME }, { "identifier", CHIOSA_PART_NAME },

  { "title", CHIOSA_PART_TITLE }, { "headline", CHIOSA_PART_TITLE }, { "heading", CHIOSA_PART_TITLE }, { "titolo", CHIOSA_PART_TITLE },
  { "titel", CHIOSA_PART_TITLE }, { "überschrift", CHIOSA_PART_TITLE }, { "ueberschrift", CHIOSA_PART_TITLE },
  { "schlagzeile", CHIOSA_PART_TITLE }, { "titre", CHIOSA_PART_TITLE }, { "título", CHIOSA_PART_TITLE }, { "titulo", CHIOSA_PART_TITLE },
  { "titular", CHIOSA_PART_TITLE },

  { "author", CHIOSA_PART_AUTHOR }, { "authors", CHIOSA_PART_AUTHOR }, { "byline", CHIOSA_PART_AUTHOR }, { "creator", CHIOSA_PART_AUTHOR },
  { "autore", CHIOSA_PART_AUTHOR }, { "autori", CHIOSA_PART_AUTHOR }, { "autor", CHIOSA_PART_AUTHOR }, { "autoren", CHIOSA_PART_AUTHOR },
  { "verfasser", CHIOSA_PART_AUTHOR }, { "auteur", CHIOSA_PART_AUTHOR }, { "auteurs", CHIOSA_PART_AUTHOR }, { "autores", CHIOSA_PART_AUTHOR },

  { "publisher", CHIOSA_PART_PUBLISHER }, { "outlet", CHIOSA_PART_PUBLISHER }, { "publication", CHIOSA_PART_PUBLISHER },
  { "newspaper", CHIOSA_PART_PUBLISHER }, { "source", CHIOSA_PART_PUBLISHER }, { "sourcename", CHIOSA_PART_PUBLISHER },
  { "site", CHIOSA_PART_PUBLISHER }, { "sitename", CHIOSA_PART_PUBLISHER }, { "medium", CHIOSA_PART_PUBLISHER },
  { "testata", CHIOSA_PART_PUBLISHER }, { "editore", CHIOSA_PART_PUBLISHER }, { "fonte", CHIOSA_PART_PUBLISHER },
  { "giornale", CHIOSA_PART_PUBLISHER }, { "quelle", CHIOSA_PART_PUBLISHER }, { "zeitung", CHIOSA_PART_PUBLISHER },
  { "verlag", CHIOSA_PART_PUBLISHER }, { "éditeur", CHIOSA_PART_PUBLISHER }, { "editeur", CHIOSA_PART_PUBLISHER },
  { "journal", CHIOSA_PART_PUBLISHER }, { "medio", CHIOSA_PART_PUBLISHER }, { "editorial", CHIOSA_PART_PUBLISHER },
  { "fuente", CHIOSA_PART_PUBLISHER },

  { "url", CHIOSA_PART_URL }, { "link", CHIOSA_PART_URL }, { "permalink", CHIOSA_PART_URL }, { "canonicalurl", CHIOSA_PART_URL },
  { "articleurl", CHIOSA_PART_URL }, { "sourceurl", CHIOSA_PART_URL }, { "uri", CHIOSA_PART_URL }, { "href", CHIOSA_PART_URL },
  { "enlace", CHIOSA_PART_URL }, { "lien", CHIOSA_PART_URL },

  { "date", CHIOSA_PART_DATE }, { "datepublished", CHIOSA_PART_DATE }, { "publishdate", CHIOSA_PART_DATE },
  { "publicationdate", CHIOSA_PART_DATE }, { "publisheddate", CHIOSA_PART_DATE }, { "pubdate", CHIOSA_PART_DATE },
  { "published", CHIOSA_PART_DATE }, { "publishedat", CHIOSA_PART_DATE }, { "datepublish", CHIOSA_PART_DATE },
  { "data", CHIOSA_PART_DATE }, { "datapubblicazione", CHIOSA_PART_DATE }, { "datum", CHIOSA_PART_DATE }, { "fecha", CHIOSA_PART_DATE },

  { "language", CHIOSA_PART_LANGUAGE }, { "lang", CHIOSA_PART_LANGUAGE }, { "langcode", CHIOSA_PART_LANGUAGE },
  { "languagecode", CHIOSA_PART_LANGUAGE }, { "locale", CHIOSA_PART_LANGUAGE }, { "lingua", CHIOSA_PART_LANGUAGE },
  { "sprache", CHIOSA_PART_LANGUAGE }, { "langue", CHIOSA_PART_LANGUAGE }, { "idioma", CHIOSA_PART_LANGUAGE },

  { "licence", CHIOSA_PART_LICENCE }, { "license", CHIOSA_PART_LICENCE }, { "rights", CHIOSA_PART_LICENCE },
  { "licenza", CHIOSA_PART_LICENCE }, { "lizenz", CHIOSA_PART_LICENCE }, { "licencia", CHIOSA_PART_LICENCE },
};

/* Lower case, without what separates words. */
static char *
fold (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *folded = g_string_new (NULL);

  for (const char *c = composed; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    if (strchr (" \t_-.:", *c) == NULL)
      g_string_append_len (folded, c, g_utf8_next_char (c) - c);

  return g_string_free (folded, FALSE);
}

static const Name *
find_name (const char *name)
{
  g_autofree char *folded = fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, folded))
      return &names[i];

  return NULL;
}

/* "2024-03-05", and whatever stands behind it; "2024-03", "2024". */
static gboolean
is_iso_date (const char *value)
{
  static const char shape[] = "0000-00-00";
  gsize i = 0;

  for (; shape[i] != '\0' && value[i] != '\0'; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (value[i]) : value[i] != shape[i])
      return FALSE;

  if (i < strlen (shape))
    return i == 4 || i == 7;

  return value[i] == '\0' || value[i] == 'T' || value[i] == ' ';
}

static char **
get_member (ChiosaArticle     *article,
            ChiosaArticlePart  part)
{
  switch (part)
    {
    case CHIOSA_PART_TITLE:
      return &article->title;
    case CHIOSA_PART_AUTHOR:
      return &article->author;
    case CHIOSA_PART_PUBLISHER:
      return &article->publisher;
    case CHIOSA_PART_URL:
      return &article->url;
    case CHIOSA_PART_DATE:
      return &article->date;
    case CHIOSA_PART_LANGUAGE:
      return &article->language;
    case CHIOSA_PART_LICENCE:
      return &article->licence;
    default:
      return NULL;
    }
}

/**
 * chiosa_article_part_find:
 * @name: of a column or key
 *
 * Returns: what it says of the article; %CHIOSA_PART_OTHER for a name that means nothing here
 */
ChiosaArticlePart
chiosa_article_part_find (const char *name)
{
  const Name *found = find_name (name);

  return found != NULL ? found->part : CHIOSA_PART_OTHER;
}

/**
 * chiosa_article_part_rank:
 * @name: of a column or key
 *
 * Returns: among names for the same part the better one has the smaller number
 */
guint
chiosa_article_part_rank (const char *name)
{
  const Name *found = find_name (name);

  return found != NULL ? found - names : G_MAXUINT;
}

/**
 * chiosa_article_part_set:
 * @article: an article that is being made
 * @part: of it
 * @value: for it
 *
 * Returns: %FALSE with nothing changed when @part is set already or has no place in an article, or @value is empty or no date
 */
gboolean
chiosa_article_part_set (ChiosaArticle     *article,
                         ChiosaArticlePart  part,
                         const char        *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  char **member = get_member (article, part);

  if (member == NULL || *member != NULL || *stripped == '\0')
    return FALSE;
  if (part == CHIOSA_PART_DATE && !is_iso_date (stripped))
    return FALSE;

  *member = part == CHIOSA_PART_DATE ? g_strndup (stripped, DATE_LENGTH) : g_steal_pointer (&stripped);

  return TRUE;
}
