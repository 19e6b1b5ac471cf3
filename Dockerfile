# The library with JupyterLab in Chinese and the grading engine, on a teacher's machine or for a hub:
#   docker build -t course .
#   docker run --rm --init -p 127.0.0.1:8888:8888 -v "$PWD":/home/jovyan/course course
#   docker run --rm --init -v "$PWD":/home/jovyan/course course coursekit grade hw1_house_prices
# The course is mounted, never part of the image: .dockerignore lets nothing but the library through.
# Where /home/jovyan/course is not user 1000's: --user "$(id -u):$(id -g)" -e HOME=/tmp
ARG PYTHON=3.12
FROM python:${PYTHON}-slim-bookworm

# PyTorch as pip finds it is the build for CUDA; the address of the CPU index stands in PyTorch's installation guide.
ARG TORCH_INDEX=
ARG EXTRAS=lab,grading
# For a hub: the version that the hub itself runs.
ARG JUPYTERHUB=

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

WORKDIR /opt/coursekit
COPY constraints.txt constraints-torch.txt ./
RUN python -m pip install -c constraints-torch.txt ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} torch
COPY pyproject.toml LICENSE ./
COPY coursekit coursekit
RUN python -m pip install -c constraints.txt -c constraints-torch.txt ".[$EXTRAS]" ${JUPYTERHUB:+"jupyterhub==$JUPYTERHUB"}

# Reached from outside the container, by whoever has the token; in Chinese also where a hub starts JupyterLab.
RUN mkdir -p /usr/local/etc/jupyter /usr/local/share/jupyter/lab/settings \
 && echo '{"ServerApp": {"ip": "0.0.0.0"}}' > /usr/local/etc/jupyter/jupyter_server_config.json \
 && echo '{"@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"}}' \
  > /usr/local/share/jupyter/lab/settings/overrides.json \
 && useradd --create-home --uid 1000 --shell /bin/bash jovyan

USER 1000
WORKDIR /home/jovyan/course
EXPOSE 8888
HEALTHCHECK --start-period=60s \
  CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8888, timeout=3); c.request('GET', '/api'); c.getresponse()"]
CMD ["coursekit", "lab", "--no-browser"]
