/* chiosa-conflict.h
 *
 * What a person's choice in a conflict does to the document. The list of conflicts is the document's own
 * (chiosa_document_list_conflicts()).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"
#include "chiosa-text-merge.h"

G_BEGIN_DECLS

/**
 * chiosa_conflict_resolve:
 * @document: a document
 * @conflict: one of its list, or one that says the same
 * @choice: mine, theirs or base; the last for "as it was"
 * @error: where to say why it was refused: the value cannot be used, the conflict is gone, the document is read-only
 *
 * Puts the chosen value where it belongs and takes the conflict off the list, as one undoable step with a name. A choice of
 * "not there" removes the annotation (and its relations), the relation, the attribute. Where what the conflict is about has been
 * removed since, a choice for one of its fields changes nothing else.
 *
 * Returns: whether it was done
 */
gboolean chiosa_conflict_resolve  (ChiosaDocument *document, const ChiosaMergeConflict *conflict,
                                   ChiosaMergeChoice choice, GError **error);

/* The JSON of that choice; NULL: not there. */
const char *chiosa_conflict_get_value (const ChiosaMergeConflict *conflict, ChiosaMergeChoice choice);
/* (transfer full): that value for people to read: the words of a place, the text of a note, names of type and label as ids; NULL: not there. */
char    *chiosa_conflict_describe (const ChiosaMergeConflict *conflict, ChiosaMergeChoice choice);

G_END_DECLS
