package dev.weir.privacy;

import dev.weir.text.Ascii;

/**
 * Looks at one level of encoding of a text for everything that is a secret, by name or by its own looks. Linear: what was
 * looked at in vain is remembered where it might be looked at again.
 */
final class SecretSearch {
    private static final int LEAST_JWT_HEAD = 10;
    private static final int LEAST_JWT = 24;
    private static final int MOST_JWT_PARTS = 5;
    private static final int LEAST_TICKET = 20;
    private static final String PEM_BEGIN = "-----begin";
    private static final String PEM_END = "-----end";
    private static final byte[] STATE = {'s', 't', 'a', 't', 'e', '='};

    private final SecretNames names;
    private final PercentDecoded view;
    private final SecretRanges found;
    private final FieldForm form;
    private final byte[] b;
    private final int n;

    private int at;
    private int wordFrom;
    private int namesFrom;
    private int segment;
    private int before = -1;
    private int userinfoTo = -1;
    private int jwtFrom;
    private int keysFrom;
    private int membersFrom;
    private int valueFrom = -1;
    private int valueTo = -1;
    private boolean path;
    private int state;

    SecretSearch(SecretNames names, PercentDecoded view, SecretRanges found, FieldForm form) {
        this.names = names;
        this.view = view;
        this.found = found;
        this.form = form;
        this.b = view.bytes();
        this.n = view.length();
        this.path = form == FieldForm.PATH || form == FieldForm.URL;
    }

    /** Whether the character ends a segment of a path. */
    static boolean endsSegment(byte b) {
        return b == '/' || b == '?' || b == '#' || b == ';';
    }

    void run() {
        while (at < n) {
            if (Ascii.percent(b, at, n) >= 0) {
                at += 3;
                wordFrom = at;
                continue;
            }
            if (b[at] == '~') {
                int mark = SecretKind.markEnd(b, at, n);
                if (mark > at) {
                    at = mark;
                    continue;
                }
            }
            look();
            at++;
        }
        endSegment();
    }

    private void look() {
        byte c = b[at];
        if (Ascii.isAlphanumeric(c)) {
            if (c == 'e') {
                jwt();
            }
            if (startsWord()) {
                word(c);
            }
            return;
        }
        switch (c) {
            case '=' -> parameter();
            case '@' -> email();
            case ':' -> colon();
            case '-' -> pem();
            case '(' -> ticket();
            default -> {}
        }
        if (endsSegment(c)) {
            endSegment();
        }
    }

    private boolean startsWord() {
        return at == 0 || at == wordFrom || !Ascii.isAlphanumeric(b[at - 1]);
    }

    private void word(byte c) {
        if (Ascii.isDigit(c)) {
            found.add(view, at, CardNumbers.ALL.end(b, at, n), SecretKind.CARD_NUMBER);
            return;
        }
        found.add(view, at, BankAccounts.ALL.end(b, at, n), SecretKind.IBAN);
        if (at < keysFrom) {
            return;
        }
        int key = KeyShapes.ALL.end(b, at, n);
        if (key > at) {
            found.add(view, at, key, KeyShapes.ALL.kind(b, at, n));
            keysFrom = key;
        } else if ((c | 0x20) == 'b') {
            credentials();
        }
    }

    private void credentials() {
        int from = HttpCredentials.from(b, at, n);
        if (from >= 0 && SecretKind.markEnd(b, from, n) == from) {
            boolean bearer = (b[at + 1] | 0x20) == 'e';
            int to = HttpCredentials.end(b, at, from, n);
            found.add(view, from, to, bearer ? SecretKind.TOKEN : SecretKind.PASSWORD);
            keysFrom = to;
        }
    }

    /** {@code eyJ} and two or more parts, which points part; what was cut off behind the second part may be missing. */
    private void jwt() {
        if (at < jwtFrom || at + 2 >= n || b[at + 1] != 'y' || b[at + 2] != 'J') {
            return;
        }
        int end = partEnd(at);
        jwtFrom = end;
        if (end - at < LEAST_JWT_HEAD) {
            return;
        }
        int parts = 1;
        boolean claims = end + 3 < n && b[end + 1] == 'e' && b[end + 2] == 'y' && b[end + 3] == 'J';
        while (parts < MOST_JWT_PARTS && end < n && b[end] == '.') {
            end = partEnd(end + 1);
            parts++;
        }
        if (parts >= 3 && end - at >= LEAST_JWT || parts == 2 && claims) {
            found.add(view, at, end, SecretKind.JWT);
            jwtFrom = end;
        }
    }

    private int partEnd(int from) {
        int end = from;
        while (end < n && Ascii.isBase64Url(b[end])) {
            end++;
        }
        return end;
    }

    private void parameter() {
        if (form == FieldForm.TEXT || at < namesFrom) {
            return;
        }
        SecretRule rule = names.ofParameter(b, at);
        if (rule != null) {
            value(rule, at + 1, valueEnd(at + 1));
        }
    }

    private int valueEnd(int from) {
        if (from <= valueFrom || from > valueTo) {
            valueTo = Delimiters.valueEnd(b, from, n, path);
        }
        valueFrom = from;
        return valueTo;
    }

    private void value(SecretRule rule, int from, int to) {
        if (isSecret(rule, from, to)) {
            found.add(view, from, to, rule.kind());
            namesFrom = to;
        }
    }

    private boolean isSecret(SecretRule rule, int from, int to) {
        if (from >= to || SecretKind.markEnd(b, from, to) == to) {
            return false;
        }
        if (rule.kind() != SecretKind.CONFIGURED && SecretValues.isPlain(b, from, to)) {
            return false;
        }
        return switch (rule.condition()) {
            case ALWAYS -> true;
            case RANDOM -> SecretValues.isRandom(b, from, to);
            case DIGITS -> SecretValues.hasDigits(b, from, to);
            case OAUTH -> SecretValues.isRandom(b, from, to) || hasState();
        };
    }

    /** Whether there is a parameter {@code state}: beside it, a code is an authorization code. */
    private boolean hasState() {
        for (int i = 0; state == 0 && i + STATE.length <= n; i++) {
            boolean fits = i == 0 || Delimiters.isBeforeName(b[i - 1]);
            for (int k = 0; fits && k < STATE.length; k++) {
                fits = b[i + k] == STATE[k];
            }
            state = fits ? 1 : 0;
        }
        state = state == 0 ? -1 : state;
        return state > 0;
    }

    /** {@code "name":"value"}, and {@code scheme://user:password@host}. */
    private void colon() {
        if (at > 0 && b[at - 1] == '"' && form != FieldForm.TEXT && at >= Math.max(namesFrom, membersFrom)) {
            member();
        }
        if (at + 2 < n && b[at + 1] == '/' && b[at + 2] == '/') {
            userinfo(at + 3);
        }
    }

    private void member() {
        SecretRule rule = names.ofParameter(b, at - 1);
        if (rule == null) {
            return;
        }
        int start = at + 1;
        while (start < n && Ascii.isSpace(b[start])) {
            start++;
        }
        boolean quoted = start < n && b[start] == '"';
        start += quoted ? 1 : 0;
        int end = start;
        while (end < n && (quoted ? b[end] != '"' : b[end] != ',' && b[end] != '}' && b[end] != ']')) {
            end += quoted && b[end] == '\\' && end + 1 < n ? 2 : 1;
        }
        value(rule, start, end);
        membersFrom = end;
    }

    private void userinfo(int from) {
        int last = -1;
        for (int i = from; i < n && !isAuthorityEnd(b[i]); i++) {
            last = b[i] == '@' ? i : last;
        }
        if (last > from) {
            userinfoTo = last;
            if (SecretKind.markEnd(b, from, last) != last) {
                found.add(view, from, last, SecretKind.PASSWORD);
            }
        }
    }

    private static boolean isAuthorityEnd(byte c) {
        return c == '/' || c == '?' || c == '#' || c == '&' || c == '"' || c == '<' || c == '>' || c >= 0 && c <= ' ';
    }

    private void email() {
        if (at <= userinfoTo || SecretKind.endsWithMark(b, 0, at)) {
            return;
        }
        int from = EmailAddresses.localFrom(b, at);
        int to = from == at ? at + 1 : EmailAddresses.ALL.domainTo(b, at + 1, n);
        boolean kept = form == FieldForm.TEXT && EmailAddresses.ALL.isRole(b, from, at);
        if (to > at + 1 && !kept) {
            found.add(view, from, to, SecretKind.EMAIL);
        }
    }

    /** To the end of {@code -----END …-----}, or to the end of all if it was cut off. */
    private void pem() {
        if (!Ascii.isWord(b, at, n, PEM_BEGIN)) {
            return;
        }
        int end = at + PEM_BEGIN.length();
        while (end < n && !Ascii.isWord(b, end, n, PEM_END)) {
            end++;
        }
        end = Math.min(n, end + PEM_END.length());
        while (end < n && !Ascii.isWord(b, end, n, "-----")) {
            end++;
        }
        end = Math.min(n, end + "-----".length());
        found.add(view, at, end, SecretKind.PRIVATE_KEY);
        at = end - 1;
    }

    /** Whether what stands before a bracket is how ASP.NET begins a session or a login in a path: {@code (S(}, {@code (F(}. */
    static boolean isTicketBefore(byte[] b, int bracket) {
        if (bracket < 2) {
            return false;
        }
        byte opening = b[bracket - 2];
        return isTicketLetter(b[bracket - 1]) && (opening == '(' || opening == ')');
    }

    static boolean isTicketLetter(byte b) {
        return b == 'S' || b == 'F' || b == 'A';
    }

    private void ticket() {
        if (!isTicketBefore(b, at)) {
            return;
        }
        int end = partEnd(at + 1);
        if (end - at > LEAST_TICKET && end < n && b[end] == ')') {
            found.add(view, at + 1, end, SecretKind.SESSION_ID);
        }
    }

    private void endSegment() {
        if (!path) {
            return;
        }
        boolean random = SecretValues.isRandom(b, segment, at) && SecretKind.markEnd(b, segment, at) != at;
        SecretRule rule = random ? names.ofSegments(b, before, segment) : null;
        if (rule != null) {
            found.add(view, segment, at, rule.kind());
        }
        before = segment;
        segment = at + 1;
        path = at < n && (b[at] == '/' || b[at] == ';');
    }
}
