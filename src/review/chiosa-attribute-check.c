/* chiosa-attribute-check.c
 *
 * Whether a value fits the kind that the tag set gives an attribute: numbers, dates, links, choices.
 * Knows no annotations and no messages: those are chiosa-completeness.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-attribute-check.h"

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;

  return p;
}

static gboolean
choice_has (const ChiosaAttributeType *attribute,
            const char                *value)
{
  for (guint i = 0; i < attribute->n_values; i++)
    if (g_str_equal (attribute->values[i].id, value))
      return TRUE;

  return FALSE;
}

/* Two digits at @p as a number, or 0. */
static guint
two_digits (const char *p)
{
  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return 0;

  return g_ascii_digit_value (p[0]) * 10 + g_ascii_digit_value (p[1]);
}

/**
 * chiosa_attribute_value_fits:
 * @attribute: an attribute of the tag set
 * @value: its value as text
 *
 * An empty text fits every text, link, number and date: it says nothing yet.
 *
 * Returns: whether the value is one that this kind of attribute can have
 */
gboolean
chiosa_attribute_value_fits (const ChiosaAttributeType *attribute,
                             const char                *value)
{
  switch (attribute->kind)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
      return choice_has (attribute, value);
    case CHIOSA_ATTRIBUTE_FLAG:
      return g_str_equal (value, "true") || g_str_equal (value, "false");
    case CHIOSA_ATTRIBUTE_NUMBER:
      return *value == '\0' || chiosa_number_is_valid (value);
    case CHIOSA_ATTRIBUTE_LINK:
      return *value == '\0' || g_uri_is_valid (value, G_URI_FLAGS_PARSE_RELAXED, NULL);
    case CHIOSA_ATTRIBUTE_DATE:
      return *value == '\0' || chiosa_date_is_valid (value);
    case CHIOSA_ATTRIBUTE_TEXT:
    default:
      return TRUE;
    }
}

/**
 * chiosa_attribute_value_default:
 * @attribute: an attribute of the tag set
 *
 * Returns: what an annotation that does not say means: the default of the tag set, "false" for a flag without one, else ""
 */
const char *
chiosa_attribute_value_default (const ChiosaAttributeType *attribute)
{
  if (attribute->default_value != NULL)
    return attribute->default_value;

  return attribute->kind == CHIOSA_ATTRIBUTE_FLAG ? "false" : "";
}

/**
 * chiosa_number_is_valid:
 * @text: a number in digits
 *
 * Returns: whether @text is a number as JSON writes it (RFC 8259, section 6)
 */
gboolean
chiosa_number_is_valid (const char *text)
{
  const char *p = *text == '-' ? text + 1 : text;

  if (!g_ascii_isdigit (*p) || (*p == '0' && g_ascii_isdigit (p[1])))
    return FALSE;

  p = skip_digits (p);

  if (*p == '.')
    {
      if (!g_ascii_isdigit (p[1]))
        return FALSE;
      p = skip_digits (p + 1);
    }

  if (*p == 'e' || *p == 'E')
    {
      p += p[1] == '+' || p[1] == '-' ? 2 : 1;
      if (!g_ascii_isdigit (*p))
        return FALSE;
      p = skip_digits (p);
    }

  return *p == '\0';
}

/**
 * chiosa_date_is_valid:
 * @text: a date
 *
 * Returns: whether @text is a year, a month or a day of the calendar as ISO 8601 writes it: 2018, 2018-03, 2018-03-29
 */
gboolean
chiosa_date_is_valid (const char *text)
{
  gsize length = strlen (text);
  guint year, month = 1, day = 1;

  if (length != 4 && length != 7 && length != 10)
    return FALSE;

  if (skip_digits (text) != text + 4)
    return FALSE;

  year = two_digits (text) * 100 + two_digits (text + 2);

  if (length >= 7)
    month = text[4] == '-' ? two_digits (text + 5) : 0;

  if (length == 10)
    day = text[7] == '-' ? two_digits (text + 8) : 0;

  return g_date_valid_dmy (day, month, year);
}
