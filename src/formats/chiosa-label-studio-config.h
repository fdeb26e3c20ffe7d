/* chiosa-label-studio-config.h
 *
 * Tag sets as labelling configurations of Label Studio (XML), and back; and the names that things have in both the configuration and
 * the tasks (chiosa-label-studio.c).
 *
 * One <Labels> for each span type, named as the type, so that a region says its type and its label. The first label of each stands
 * for the type itself: for what has no label, and to carry the type's name, colour and key. What Label Studio has no word for stands
 * in attributes that begin with "data-", which it passes over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

/* The object that is labelled: <Text name="text" value="$text"/>. */
#define CHIOSA_LABEL_STUDIO_OBJECT "text"
/* A configuration longer than this is not read, in bytes. */
#define CHIOSA_LABEL_STUDIO_CONFIG_MAX ((gsize) 8 << 20)

/* (transfer full) */
char         *chiosa_label_studio_config_write (ChiosaTagset *tagset);
/* @xml: UTF-8; @name: of the file, for messages and for the tag set. (transfer full) */
ChiosaTagset *chiosa_label_studio_config_read  (const char *xml, const char *name, GError **error);

/* "$text" → "text": the key of the data that the configuration shows as text; NULL where it does not say. (transfer full) */
char         *chiosa_label_studio_config_get_text_key (const char *xml);

/* Names of controls. A type's is its id, unless that is the object's name. @type NULL: for every type.
 * (transfer full) */
char         *chiosa_label_studio_type_name      (const char *type);
char         *chiosa_label_studio_attribute_name (ChiosaTagset *tagset, const char *type, const char *attribute);
char         *chiosa_label_studio_article_name   (ChiosaTagset *tagset, const char *attribute);
/* The id of the type or attribute that a control's name stands for: the reverse. (transfer full) */
char         *chiosa_label_studio_name_to_id     (const char *name, const char *type_name);

G_END_DECLS
