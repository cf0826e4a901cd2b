/**
 * How the server hashes passwords: quickly. All of them are in this repository, and a careful hash takes a quarter of a second at each login. Source:
 * trytond 6.0, res/user.py, and passlib's "CryptContext", from_path().
 */
export const PASSWORD_HASHING = ['[passlib]', 'schemes = pbkdf2_sha512', 'pbkdf2_sha512__rounds = 100', ''].join('\n');
