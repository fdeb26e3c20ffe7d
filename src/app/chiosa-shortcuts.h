/* chiosa-shortcuts.h
 *
 * The one place where accelerators are declared. The window installs those of win.* and app.*; those of view.* are handled by the
 * view itself (they are letters, and mean something only in annotate mode) and stand here for menus and for the list of shortcuts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *action;      /* detailed name */
  const char *accels[4];   /* NULL-terminated; the first is the one that menus show */
} ChiosaShortcut;

/* The keys of span types (e c s u in the built-in tag set) come from the tag set: view.tag-type("claim"), with Shift everywhere. */
static const ChiosaShortcut chiosa_view_shortcuts[] G_GNUC_UNUSED = {
  { "view.choose-label(1)",    { "1", "<Control>1" } },
  { "view.choose-label(2)",    { "2", "<Control>2" } },
  { "view.choose-label(3)",    { "3", "<Control>3" } },
  { "view.choose-label(4)",    { "4", "<Control>4" } },
  { "view.choose-label(5)",    { "5", "<Control>5" } },
  { "view.choose-label(6)",    { "6", "<Control>6" } },
  { "view.choose-label(7)",    { "7", "<Control>7" } },
  { "view.choose-label(8)",    { "8", "<Control>8" } },
  { "view.choose-label(9)",    { "9", "<Control>9" } },
  { "view.select-next",        { "Tab" } },
  { "view.select-previous",    { "<Shift>Tab" } },
  { "view.cycle",              { "Return", "KP_Enter" } },
  { "view.deselect",           { "Escape" } },
  { "view.select-more",        { "space" } },
  { "view.select-less",        { "<Shift>space" } },
  { "view.remove",             { "Delete", "BackSpace" } },
  { "view.add-fragment",       { "f" } },
  { "view.relate",             { "r" } },
  { "view.edit-attributes",    { "a" } },
  { "view.edit-note",          { "n" } },
  { "view.read-out",           { "d" } },
  { "view.adjust",             { "b" } },
  { "view.nudge-end-left",     { "comma" } },
  { "view.nudge-end-right",    { "period" } },
  { "view.nudge-start-left",   { "less", "semicolon" } },
  { "view.nudge-start-right",  { "greater", "colon" } },
};

static const ChiosaShortcut chiosa_window_shortcuts[] G_GNUC_UNUSED = {
  { "app.new-window",           { "<Control>n" } },
  { "win.open-file",            { "<Control>o" } },
  { "win.open-folder",          { "<Control><Shift>o" } },
  { "win.export",               { "<Control>e" } },
  { "win.import",               { "<Control><Shift>e" } },
  { "page.save",                { "<Control>s" } },
  { "page.save-as",             { "<Control><Shift>s" } },
  { "page.reload",              { "F5" } },
  { "window.close",             { "<Control>w" } },
  { "app.quit",                 { "<Control>q" } },
  { "win.undo",                 { "<Control>z" } },
  { "win.redo",                 { "<Control><Shift>z" } },
  { "win.edit-mode",            { "F2" } },
  { "page.find",                { "<Control>f" } },
  { "page.find-next",           { "<Control>g" } },
  { "page.find-previous",       { "<Control><Shift>g" } },
  { "win.search-articles",      { "<Control><Shift>f" } },
  { "win.next-article",         { "<Control>Page_Down" } },
  { "win.previous-article",     { "<Control>Page_Up" } },
  { "page.details",             { "<Alt>Return" } },
  { "page.review",              { "<Control>r" } },
  { "win.show-list",            { "<Control>l" } },
  { "win.show-sidebar",         { "F9" } },
  { "win.show-inspector",       { "<Shift>F9" } },
  { "win.zoom-in",              { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out",             { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-normal",          { "<Control>0", "<Control>KP_0" } },
  { "win.guidelines",           { "F1" } },
  { "app.preferences",          { "<Control>comma" } },
  { "win.shortcuts",            { "<Control>question" } },
};

G_END_DECLS
