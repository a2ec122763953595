"""A person who uses the pages by way of plain requests."""

import requests


class Person:
    """Signed in; every post carries the CSRF token as a browser's form does."""

    def __init__(self, address: str, name: str, password: str) -> None:
        self._address, self._session = address, requests.Session()
        self._session.trust_env = False
        self.get("/sign-in/")
        answer = self.post("/sign-in/", username=name, password=password)
        assert answer.status_code == 302, answer.text

    def get(self, path: str) -> requests.Response:
        return self._session.get(self._address + path, timeout=60)

    def post(
        self, path: str, *, file: tuple[str, bytes] | None = None, **fields: object
    ) -> requests.Response:
        """Not followed where it leads elsewhere."""
        token = self._session.cookies["csrftoken"]
        return self._session.post(
            self._address + path,
            data={"csrfmiddlewaretoken": token, **fields},
            files={"file": file} if file else None,
            allow_redirects=False,
            timeout=60,
        )

    def new_upload(self, name: str, files: dict[str, bytes]) -> str:
        """The path of a new upload with these photos."""
        path = self.post("/uploads/new/", name=name, grouping="name").headers["Location"]
        for file in files.items():
            answer = self.post(f"{path}photos/", file=file)
            assert answer.status_code == 200, answer.text
        return path
