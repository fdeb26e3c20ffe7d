/* chiosa-value.h
 *
 * The value of an attribute, and a small ordered set of named values.
 * What kind an attribute is (choice, flag, text, number, link) is the tag set's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_VALUE_TEXT,     /* choice, text, link */
  CHIOSA_VALUE_FLAG,
  CHIOSA_VALUE_NUMBER,   /* kept as its decimal text: no digit is lost */
  CHIOSA_VALUE_JSON,     /* something else that was in the sidecar: kept as it is */
} ChiosaValueKind;

/* Sorted by name, names unique. NULL is an empty set everywhere. Immutable once shared: "with" makes a new one. */
typedef struct _ChiosaAttributes ChiosaAttributes;

ChiosaAttributes *chiosa_attributes_new          (void);
ChiosaAttributes *chiosa_attributes_copy         (const ChiosaAttributes *self);  /* NULL for NULL */
void              chiosa_attributes_free         (ChiosaAttributes *self);
gboolean          chiosa_attributes_equal        (const ChiosaAttributes *a, const ChiosaAttributes *b);

/* @value: for a flag "true" or "false". */
void              chiosa_attributes_set          (ChiosaAttributes *self, const char *name,
                                                  ChiosaValueKind kind, const char *value);
void              chiosa_attributes_unset        (ChiosaAttributes *self, const char *name);
/* The value as text, NULL where it is not set; @kind may be NULL. */
const char       *chiosa_attributes_get          (const ChiosaAttributes *self, const char *name, ChiosaValueKind *kind);
guint             chiosa_attributes_get_n        (const ChiosaAttributes *self);
const char       *chiosa_attributes_nth          (const ChiosaAttributes *self, guint i,
                                                  ChiosaValueKind *kind, const char **value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaAttributes, chiosa_attributes_free)

G_END_DECLS
