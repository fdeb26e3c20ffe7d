/* chiosa-leftovers.h
 *
 * What a crash has left in a folder under hidden names: ".chiosa-XXXXXXXX.tmp" and ".chiosa-export-XXXXXX". Whoever makes such
 * a name holds the folder; what is there while nobody holds it belongs to nobody and is removed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ChiosaHold ChiosaHold;

/* Before the first hidden name is made. NULL where the folder cannot be locked: there nothing is ever removed. Ends with the process. */
ChiosaHold *chiosa_hold_take        (const char *folder);
void        chiosa_hold_free        (ChiosaHold *self);

/* By the name of a file: that of one that was going to be replaced. */
gboolean    chiosa_is_leftover      (const char *name);
/* Not below @folder. Not while anybody, in whichever process, holds it. */
void        chiosa_leftovers_remove (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaHold, chiosa_hold_free)

G_END_DECLS
