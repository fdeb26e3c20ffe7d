/* test-safe-file.c
 *
 * Replacing a file: the old or the new content, never neither, and the file stays what it was beside its content.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-safe-file.h"
#include "store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static gboolean
replace (Fixture               *fixture,
         const char            *name,
         const char            *content,
         ChiosaSafeFileFlags    flags,
         const ChiosaBaseline  *expected,
         ChiosaBaseline        *result,
         GError               **error)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));

  return chiosa_safe_file_replace (path, bytes, flags, expected, result, error);
}

static void
replace_well (Fixture             *fixture,
              const char          *name,
              const char          *content,
              ChiosaSafeFileFlags  flags)
{
  g_autoptr (GError) error = NULL;

  replace (fixture, name, content, flags, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_content (fixture, name, content);
}

static ChiosaBaseline
read_baseline (Fixture    *fixture,
               const char *name)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ChiosaBaseline baseline;

  bytes = chiosa_safe_file_read (path, 1000000, CHIOSA_SAFE_FILE_FOLLOW_LINKS, &baseline, &error);
  g_assert_no_error (error);
  return baseline;
}

static void
assert_refused (Fixture             *fixture,
                const char          *name,
                ChiosaSafeFileFlags  flags,
                int                  code)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL, other = NULL;

  g_assert_null (chiosa_safe_file_read (path, 1000, flags, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));

  g_assert_false (replace (fixture, name, "new", flags, NULL, NULL, &other));
  g_assert_error (other, CHIOSA_STORE_ERROR, code);
}

/* --- Reading ---------------------------------------------------------------------------------------------------- */

static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ChiosaBaseline baseline;

  put (fixture, "a", "ab\0c", 4);
  bytes = chiosa_safe_file_read (path, 4, CHIOSA_SAFE_FILE_NONE, &baseline, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "ab\0c", 4);
  g_assert_true (baseline.exists);
  g_assert_cmpuint (baseline.size, ==, 4);
  g_assert_cmpuint (strlen (baseline.sha256), ==, 64);

  g_assert_null (chiosa_safe_file_read (path, 3, CHIOSA_SAFE_FILE_NONE, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_LIMIT);
}

static void
test_read_nothing (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "none");
  g_autoptr (GError) error = NULL;
  ChiosaBaseline baseline;

  g_assert_null (chiosa_safe_file_read (path, 3, CHIOSA_SAFE_FILE_NONE, &baseline, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (baseline.exists);
}

static void
test_not_regular (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *fifo = in_folder (fixture, "fifo"), *folder = in_folder (fixture, "folder");
  g_autofree char *link_path = in_folder (fixture, "link"), *zero = in_folder (fixture, "zero"), *sock = in_folder (fixture, "sock");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  put (fixture, "real", "x", 1);
  g_assert_cmpint (symlink ("real", link_path), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  g_strlcpy (address.sun_path, sock, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  assert_refused (fixture, "fifo", CHIOSA_SAFE_FILE_NONE, CHIOSA_STORE_ERROR_NOT_REGULAR);
  assert_refused (fixture, "folder", CHIOSA_SAFE_FILE_NONE, CHIOSA_STORE_ERROR_NOT_REGULAR);
  assert_refused (fixture, "link", CHIOSA_SAFE_FILE_NONE, CHIOSA_STORE_ERROR_NOT_REGULAR);
  assert_refused (fixture, "sock", CHIOSA_SAFE_FILE_NONE, CHIOSA_STORE_ERROR_NOT_REGULAR);
  assert_refused (fixture, "zero", CHIOSA_SAFE_FILE_NONE, CHIOSA_STORE_ERROR_NOT_REGULAR);
  close (fd);
}

static void
test_device_behind_link (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *zero = in_folder (fixture, "zero");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  g_assert_null (chiosa_safe_file_read (zero, 1000, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
}

/* --- Replacing -------------------------------------------------------------------------------------------------- */

static void
test_new_file (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  mode_t mask = umask (027);
  struct stat info;

  replace_well (fixture, "a", "one", CHIOSA_SAFE_FILE_NONE);
  umask (mask);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_mode (Fixture       *fixture,
           gconstpointer  data)
{
  const guint modes[] = { 0600, 0644, 0664, 0400, 0755 };
  g_autofree char *path = in_folder (fixture, "a");
  struct stat info;

  put (fixture, "a", "old", 3);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (chmod (path, modes[i]), ==, 0);
      replace_well (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE);
      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 07777, ==, modes[i]);
    }
}

static void
test_xattr (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  char value[10] = "";

  put (fixture, "a", "old", 3);
  if (setxattr (path, "user.chiosa.test", "kept", 4, 0) != 0)
    {
      g_test_skip ("no extended attributes here");
      return;
    }
  replace_well (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE);
  g_assert_cmpint (getxattr (path, "user.chiosa.test", value, sizeof value), ==, 4);
  g_assert_cmpstr (value, ==, "kept");
}

/* An access list as the kernel keeps it: version 2; owner rw, user 1234 r, group r, mask r, others none. */
static void
test_acl (Fixture       *fixture,
          gconstpointer  data)
{
  static const guint32 words[] = { 2, 0x00060001, 0xffffffff, 0x00040002, 1234, 0x00040004, 0xffffffff,
                                   0x00040010, 0xffffffff, 0x00000020, 0xffffffff };
  g_autofree char *path = in_folder (fixture, "a");
  char before[100], after[100];
  ssize_t n, m;

  put (fixture, "a", "old", 3);
  if (setxattr (path, "system.posix_acl_access", words, sizeof words, 0) != 0)
    {
      g_test_skip ("no access lists here");
      return;
    }
  n = getxattr (path, "system.posix_acl_access", before, sizeof before);
  replace_well (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE);
  m = getxattr (path, "system.posix_acl_access", after, sizeof after);
  g_assert_cmpmem (before, n, after, m);
}

static void
test_owner (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  struct stat info;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give files away");
      return;
    }
  put (fixture, "a", "old", 3);
  g_assert_cmpint (chown (path, 1234, 1235), ==, 0);
  replace_well (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_uid, ==, 1234);
  g_assert_cmpuint (info.st_gid, ==, 1235);
}

static void
test_symlink (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "link");
  g_autofree char *target = NULL;

  put (fixture, "deep/real", "old", 3);
  g_assert_cmpint (symlink ("deep/real", path), ==, 0);
  replace_well (fixture, "link", "new", CHIOSA_SAFE_FILE_FOLLOW_LINKS);
  assert_content (fixture, "deep/real", "new");
  target = g_file_read_link (path, NULL);
  g_assert_cmpstr (target, ==, "deep/real");
}

static void
test_dangling_symlink (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "link");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("nowhere", path), ==, 0);
  g_assert_false (replace (fixture, "link", "new", CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (there_is (fixture, "nowhere"));
}

static void
test_hard_link (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *a = in_folder (fixture, "a"), *b = in_folder (fixture, "b");
  struct stat x, y;

  put (fixture, "a", "the old one", 11);
  g_assert_cmpint (link (a, b), ==, 0);
  replace_well (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE);
  assert_content (fixture, "b", "new");
  replace_well (fixture, "b", "longer than any before", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
  assert_content (fixture, "a", "longer than any before");
  assert_content (fixture, "b~", "new");
  g_assert_true (stat (a, &x) == 0 && stat (b, &y) == 0 && x.st_ino == y.st_ino);
  g_assert_cmpuint (count_files (fixture), ==, 3);
}

static void
test_leftover_backup (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *a = in_folder (fixture, "a"), *b = in_folder (fixture, "b");
  g_autoptr (GError) error = NULL;

  put (fixture, "a", "old", 3);
  put (fixture, "a.chiosa-backup", "precious", 8);
  g_assert_cmpint (link (a, b), ==, 0);
  g_assert_false (replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "a.chiosa-backup"));
  assert_content (fixture, "a", "old");
  assert_content (fixture, "a.chiosa-backup", "precious");
}

static void
test_keep_previous (Fixture       *fixture,
                    gconstpointer  data)
{
  replace_well (fixture, "a", "one", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
  g_assert_false (there_is (fixture, "a~"));
  replace_well (fixture, "a", "two", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
  assert_content (fixture, "a~", "one");
  replace_well (fixture, "a", "three", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
  assert_content (fixture, "a~", "two");
  g_assert_cmpuint (count_files (fixture), ==, 2);
}

/* As if the program had died between the two renames. */
static void
test_previous_is_same_file (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *a = in_folder (fixture, "a"), *previous = in_folder (fixture, "a~");

  put (fixture, "a", "one", 3);
  g_assert_cmpint (link (a, previous), ==, 0);
  replace_well (fixture, "a", "two", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
  assert_content (fixture, "a~", "one");
  g_assert_cmpuint (count_files (fixture), ==, 2);
}

static void
test_long_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *name = g_strnfill (255, 'n');

  replace_well (fixture, name, "one", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
  replace_well (fixture, name, "two", CHIOSA_SAFE_FILE_KEEP_PREVIOUS);
}

static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *content = g_strnfill (5000000, 'x');

  replace_well (fixture, "a", content, CHIOSA_SAFE_FILE_NONE);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  replace_well (fixture, "new", "", CHIOSA_SAFE_FILE_NONE);
  put (fixture, "a", "old", 3);
  g_assert_false (replace (fixture, "a", "", CHIOSA_SAFE_FILE_NONE, NULL, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_EMPTY);
  assert_content (fixture, "a", "old");
  replace_well (fixture, "a", "", CHIOSA_SAFE_FILE_ALLOW_EMPTY);
}

/* --- Others write too ------------------------------------------------------------------------------------------- */

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  g_autoptr (GError) error = NULL;
  ChiosaBaseline baseline, result;

  put (fixture, "a", "old", 3);
  baseline = read_baseline (fixture, "a");
  g_assert_false (chiosa_safe_file_has_changed (path, &baseline));
  put (fixture, "a", "OLD", 3);
  g_assert_true (chiosa_safe_file_has_changed (path, &baseline));
  g_assert_false (replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, &baseline, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, path));
  assert_content (fixture, "a", "OLD");

  baseline = read_baseline (fixture, "a");
  g_assert_true (replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, &baseline, &result, NULL));
  g_assert_false (chiosa_safe_file_has_changed (path, &result));
  g_assert_true (replace (fixture, "a", "newer", CHIOSA_SAFE_FILE_NONE, &result, &result, NULL));
  assert_content (fixture, "a", "newer");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_touched (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  ChiosaBaseline baseline;

  put (fixture, "a", "old", 3);
  baseline = read_baseline (fixture, "a");
  put (fixture, "a", "old", 3);
  g_assert_false (chiosa_safe_file_has_changed (path, &baseline));
  g_assert_true (replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, &baseline, NULL, NULL));
}

static void
test_appeared_and_gone (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  g_autoptr (GError) error = NULL;
  ChiosaBaseline none = { 0 }, baseline;

  g_assert_false (chiosa_safe_file_has_changed (path, &none));
  put (fixture, "a", "theirs", 6);
  g_assert_true (chiosa_safe_file_has_changed (path, &none));
  g_assert_false (replace (fixture, "a", "ours", CHIOSA_SAFE_FILE_NONE, &none, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  baseline = read_baseline (fixture, "a");
  g_unlink (path);
  g_assert_true (chiosa_safe_file_has_changed (path, &baseline));
  g_assert_false (replace (fixture, "a", "ours", CHIOSA_SAFE_FILE_NONE, &baseline, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* --- Faults ----------------------------------------------------------------------------------------------------- */

/* Runs @function in a child; what it returns is the child's exit code. */
static int
in_child (int    (*function) (Fixture *fixture),
          Fixture *fixture)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (function (fixture));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* A disk that takes 10000 bytes more: every write beyond fails. */
static int
write_too_much (Fixture *fixture)
{
  const struct rlimit limit = { 10000, 10000 };
  g_autofree char *content = g_strnfill (20000, 'n');
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  if (replace (fixture, "a", content, CHIOSA_SAFE_FILE_KEEP_PREVIOUS, NULL, NULL, &error))
    return 1;
  if (error->domain != G_IO_ERROR || strstr (error->message, "/a") == NULL)
    return 2;
  return 0;
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  put (fixture, "a", "old", 3);
  g_assert_cmpint (in_child (write_too_much, fixture), ==, 0);
  assert_content (fixture, "a", "old");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_full_disk_hard_link (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *a = in_folder (fixture, "a"), *b = in_folder (fixture, "b");

  put (fixture, "a", "old", 3);
  g_assert_cmpint (link (a, b), ==, 0);
  g_assert_cmpint (in_child (write_too_much, fixture), ==, 0);
  assert_content (fixture, "a", "old");
  assert_content (fixture, "b", "old");
  g_assert_false (there_is (fixture, "a.chiosa-backup"));
}

static int
write_as_nobody (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 3;
  if (replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, NULL, NULL, &error))
    return 1;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ? 0 : 2;
}

static void
test_read_only_folder (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");

  put (fixture, "a", "old", 3);
  g_assert_cmpint (chmod (path, 0666), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (in_child (write_as_nobody, fixture), ==, 0);
  assert_content (fixture, "a", "old");
}

/* Somebody else's file that we may write: it stays theirs. */
static int
write_anothers (Fixture *fixture)
{
  if (setgid (65534) != 0 || setuid (65534) != 0)
    return 3;
  return replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, NULL, NULL, NULL) ? 0 : 1;
}

static void
test_owner_that_cannot_be_kept (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  struct stat before, after;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can be somebody else");
      return;
    }
  put (fixture, "a", "old", 3);
  g_assert_cmpint (chmod (path, 0666), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (stat (path, &before), ==, 0);
  g_assert_cmpint (in_child (write_anothers, fixture), ==, 0);
  g_assert_cmpint (stat (path, &after), ==, 0);
  assert_content (fixture, "a", "new");
  g_assert_cmpuint (before.st_uid, ==, after.st_uid);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* A label of the system's own, which a person may not give to a file. */
static int
lose_label (Fixture *fixture)
{
  ChiosaBaseline result;

  if (setgid (65534) != 0 || setuid (65534) != 0)
    return 2;
  if (!replace (fixture, "a", "new", CHIOSA_SAFE_FILE_NONE, NULL, &result, NULL))
    return 3;

  return strcmp (result.lost, "security.chiosa") == 0 ? 0 : 4;
}

static void
test_a_label_that_cannot_be_kept (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a");
  ChiosaBaseline result;

  put (fixture, "a", "old", 3);
  if (geteuid () != 0 || setxattr (path, "security.chiosa", "label", 5, 0) != 0)
    {
      g_test_skip ("only root can give a label");
      return;
    }
  g_assert_true (replace (fixture, "a", "old", CHIOSA_SAFE_FILE_NONE, NULL, &result, NULL));
  g_assert_cmpstr (result.lost, ==, "");
  g_assert_cmpint (chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
  g_assert_cmpint (in_child (lose_label, fixture), ==, 0);
  assert_content (fixture, "a", "new");
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (replace (fixture, "no/such/file", "x", CHIOSA_SAFE_FILE_NONE, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/safe-file/read-gives-bytes-and-baseline", test_read);
  add_test ("/safe-file/a-missing-file-is-said-to-be-missing", test_read_nothing);
  add_test ("/safe-file/only-regular-files", test_not_regular);
  add_test ("/safe-file/no-device-behind-a-link", test_device_behind_link);
  add_test ("/safe-file/new-file-gets-the-mode-of-the-mask", test_new_file);
  add_test ("/safe-file/mode-stays", test_mode);
  add_test ("/safe-file/extended-attributes-stay", test_xattr);
  add_test ("/safe-file/access-lists-stay", test_acl);
  add_test ("/safe-file/owner-stays", test_owner);
  add_test ("/safe-file/symbolic-links-stay", test_symlink);
  add_test ("/safe-file/a-link-to-nothing-makes-nothing", test_dangling_symlink);
  add_test ("/safe-file/hard-links-stay", test_hard_link);
  add_test ("/safe-file/a-backup-that-is-there-is-not-touched", test_leftover_backup);
  add_test ("/safe-file/previous-is-kept", test_keep_previous);
  add_test ("/safe-file/previous-from-a-crash-is-no-hard-link", test_previous_is_same_file);
  add_test ("/safe-file/longest-name", test_long_name);
  add_test ("/safe-file/large", test_large);
  add_test ("/safe-file/empty-never-over-full-unasked", test_empty);
  add_test ("/safe-file/changed-by-others-is-not-overwritten", test_changed);
  add_test ("/safe-file/same-content-is-no-change", test_touched);
  add_test ("/safe-file/appeared-or-gone-is-a-change", test_appeared_and_gone);
  add_test ("/safe-file/full-disk-harms-nothing", test_full_disk);
  add_test ("/safe-file/full-disk-harms-no-hard-link", test_full_disk_hard_link);
  add_test ("/safe-file/read-only-folder-is-said", test_read_only_folder);
  add_test ("/safe-file/somebody-elses-file-stays-theirs", test_owner_that_cannot_be_kept);
  add_test ("/safe-file/a-label-that-cannot-be-kept-is-told", test_a_label_that_cannot_be_kept);
  add_test ("/safe-file/no-folder-no-file", test_no_folder);

  return g_test_run ();
}
